package dev.flinkjobs.transactions;

import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What does each group of transactions add up to? */
public final class TransactionTotalsJob {
  private TransactionTotalsJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, TransactionTotalsOptions::new, TransactionTotalsJob::wire);
  }

  static void wire(Flow flow, TransactionTotalsOptions options) {
    if (options.emit().isFinal() && !flow.isBounded()) {
      flow.problems()
          .add("--emit final: this input never ends; take every, or a duration such as 1s");
    }
    DataStream<GroupAmount> rows =
        flow.read("transactions", new TransactionDecoder(options.groupBy(), options.sum()));
    flow.write("totals", topology(rows, options.emit()), new TotalsFormat(options.groupBy()));
  }

  static DataStream<GroupTotal> topology(DataStream<GroupAmount> rows, Emit emit) {
    if (emit.isEvery()) {
      return rows.transform(
              "collect amounts", TypeInformation.of(GroupAmounts.class), new CollectAmounts())
          .uid("collect-amounts")
          .keyBy(GroupAmounts::group)
          .process(new RunningTotals())
          .name("running totals")
          .uid("running-totals");
    }
    return rows.transform("sum amounts", TypeInformation.of(GroupTotal.class), new SumAmounts())
        .uid("sum-amounts")
        .keyBy(GroupTotal::group)
        .process(new LatestTotals(emit.interval()))
        .name("latest totals")
        .uid("latest-totals");
  }
}
