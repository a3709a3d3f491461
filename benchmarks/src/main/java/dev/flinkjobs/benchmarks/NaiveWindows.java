package dev.flinkjobs.benchmarks;

import dev.flinkjobs.plain.CsvSources;
import dev.flinkjobs.plain.Transaction;
import dev.flinkjobs.windows.WindowAveragesExercise;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The peer: averages of five seconds of event time as a user of Flink writes them from its
 * documentation, with Flink's defaults. Doubles, so its averages are rounded.
 */
public final class NaiveWindows {
  private NaiveWindows() {}

  /**
   * Runs it.
   *
   * @param args the input file; {@code discard} or the directory to write text files to; the
   *     parallelism; the column that is the key; the state backend
   */
  public static void main(String[] args) throws Exception {
    KeySelector<Transaction, String> key =
        args[3].equals("transaction_type")
            ? row -> row.transaction_type
            : row -> row.transaction_id;
    NaiveFlink.run(
        "naive windows",
        args[2],
        new Configuration().set(StateBackendOptions.STATE_BACKEND, args[4]),
        env ->
            NaiveFlink.write(
                WindowAveragesExercise.averages(
                    env.fromSource(
                        CsvSources.of(Transaction.class, args[0])
                            .require(args[3], "timestamp", "amount"),
                        WatermarkStrategy.noWatermarks(),
                        "transactions"),
                    key),
                averages -> averages.process(new WithWindow()),
                args[1]));
  }

  /**
   * The last millisecond of the window, which is the time that Flink gives a result, and the
   * average.
   */
  static final class WithWindow extends ProcessFunction<Double, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Double average, Context context, Collector<String> out) {
      out.collect(context.timestamp() + "," + average);
    }
  }
}
