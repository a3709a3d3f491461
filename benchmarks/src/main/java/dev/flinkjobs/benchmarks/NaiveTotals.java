package dev.flinkjobs.benchmarks;

import dev.flinkjobs.plain.CsvSources;
import dev.flinkjobs.plain.Transaction;
import dev.flinkjobs.transactions.TransactionTotalsExercise;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;

/**
 * The peer: running totals as a user of Flink writes them from its documentation, with Flink's
 * defaults. Doubles, so its totals are rounded.
 */
public final class NaiveTotals {
  private NaiveTotals() {}

  /**
   * Runs it.
   *
   * @param args the input file; {@code discard} or the directory to write text files to; the
   *     parallelism
   */
  public static void main(String[] args) throws Exception {
    NaiveFlink.run(
        "naive totals",
        args[2],
        new Configuration(),
        env ->
            NaiveFlink.write(
                TransactionTotalsExercise.totals(
                    env.fromSource(
                        CsvSources.of(Transaction.class, args[0])
                            .require("transaction_type", "amount"),
                        WatermarkStrategy.noWatermarks(),
                        "transactions")),
                totals -> totals.map(total -> total.transaction_type + "," + total.amount),
                args[1]));
  }
}
