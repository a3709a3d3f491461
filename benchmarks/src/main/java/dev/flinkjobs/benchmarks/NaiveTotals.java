package dev.flinkjobs.benchmarks;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;

/**
 * The peer: running totals as a user of Flink writes them from its documentation, flink-csv into a
 * POJO, {@code keyBy}, {@code sum}, with Flink's defaults. Doubles, so its totals are rounded.
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
                env.fromSource(
                        NaiveFlink.csv(Transaction.class, args[0]),
                        WatermarkStrategy.noWatermarks(),
                        "transactions")
                    .keyBy(transaction -> transaction.transaction_type, Types.STRING)
                    .sum("amount"),
                total -> total.transaction_type + "," + total.amount,
                args[1]));
  }
}
