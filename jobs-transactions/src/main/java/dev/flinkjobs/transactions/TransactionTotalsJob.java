package dev.flinkjobs.transactions;

import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import dev.localglobal.LocalGlobal;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What does each group of transactions add up to? It grew from {@link TransactionTotalsExercise}.
 */
public final class TransactionTotalsJob {
  private TransactionTotalsJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, TransactionTotalsOptions::new, TransactionTotalsJob::build);
  }

  static void build(Flow flow, TransactionTotalsOptions options) {
    if (options.emit().isFinal() && !flow.isBounded()) {
      flow.problems()
          .add("--emit final: this input never ends; take every, or a duration such as 1s");
    }
    TransactionDecoder decoder = new TransactionDecoder(options.groupBy(), options.sum());
    flow.write(
        "totals",
        topology(flow.readBatches("transactions", decoder), options.emit(), flow.isChained()),
        new TotalsFormat(options.groupBy()));
  }

  /**
   * The totals by group.
   *
   * @param chained whether one subtask does all, without a shuffle: then totals come in the order
   *     of the rows, which people compare with their file
   */
  static DataStream<GroupTotal> topology(
      DataStream<RowBatch<Transaction>> transactions, Emit emit, boolean chained) {
    // Two names, since the state of one cannot be resumed as that of the other.
    String name = emit.isEvery() ? "running totals" : "latest totals";
    return LocalGlobal.of(transactions, RowBatch::rows)
        .returns(Transaction.TYPE)
        .chained(chained)
        .keyBy(Transaction::group)
        .values(Transaction::amount, new DecimalLists())
        .aggregate(
            new SumAggregate(),
            emit.when(),
            (group, sum) -> new GroupTotal(group, sum.sum(), sum.count()))
        .name(name)
        .uid(name.replace(' ', '-'));
  }
}
