package dev.flinkjobs.transactions;

import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What does each group of transactions add up to? It grew from {@link TransactionTotalsExercise}.
 */
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
    flow.write("totals", topology(flow, options), new TotalsFormat(options.groupBy()));
  }

  private static DataStream<GroupTotal> topology(Flow flow, TransactionTotalsOptions options) {
    List<String> groupBy = options.groupBy();
    String sum = options.sum();
    if (options.emit().isEvery()) {
      // People compare what one subtask prints with their file.
      boolean inOrder = flow.isSingle();
      return flow.read("transactions", new AmountsDecoder(groupBy, sum, inOrder))
          .transform(
              "collect amounts",
              TypeInformation.of(GroupAmounts.class),
              new CollectAmounts(inOrder || flow.readsBlocks()))
          .uid("collect-amounts")
          .keyBy(GroupAmounts::group)
          .process(new RunningTotals())
          .name("running totals")
          .uid("running-totals");
    }
    return flow.read("transactions", new TotalsDecoder(groupBy, sum))
        .transform(
            "sum amounts", TypeInformation.of(GroupTotal.class), new SumAmounts(flow.readsBlocks()))
        .uid("sum-amounts")
        .keyBy(GroupTotal::group)
        .process(new LatestTotals(options.emit().interval()))
        .name("latest totals")
        .uid("latest-totals");
  }
}
