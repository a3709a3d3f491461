package dev.flinkjobs.benchmarks;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The peer: averages of five seconds of event time as a user of Flink writes them from its
 * documentation, flink-csv into a POJO, bounded out-of-orderness, {@code keyBy}, {@code window},
 * {@code aggregate}, with Flink's defaults. Doubles, so its averages are rounded.
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
    WatermarkStrategy<Transaction> watermarks =
        WatermarkStrategy.<Transaction>forBoundedOutOfOrderness(Duration.ofSeconds(1))
            .withTimestampAssigner((transaction, ignored) -> millis(transaction.timestamp));
    boolean byType = args[3].equals("transaction_type");
    KeySelector<Transaction, String> key =
        byType
            ? transaction -> transaction.transaction_type
            : transaction -> String.valueOf(transaction.transaction_id);
    NaiveFlink.run(
        "naive windows",
        args[2],
        new Configuration().set(StateBackendOptions.STATE_BACKEND, args[4]),
        env ->
            NaiveFlink.write(
                env.fromSource(
                        NaiveFlink.csv(Transaction.class, args[0]), watermarks, "transactions")
                    .keyBy(key, Types.STRING)
                    .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)))
                    .aggregate(new Average(), new AddWindow()),
                average -> average.f0 + "," + average.f1 + "," + average.f2,
                args[1]));
  }

  private static final DateTimeFormatter TIMESTAMPS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static long millis(@Nullable String timestamp) {
    return LocalDateTime.parse(Objects.requireNonNull(timestamp), TIMESTAMPS)
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }

  private static final class Average
      implements AggregateFunction<Transaction, Tuple2<Double, Long>, Double> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Double, Long> createAccumulator() {
      return Tuple2.of(0.0, 0L);
    }

    @Override
    public Tuple2<Double, Long> add(Transaction transaction, Tuple2<Double, Long> sum) {
      return Tuple2.of(sum.f0 + transaction.amount, sum.f1 + 1);
    }

    @Override
    public Double getResult(Tuple2<Double, Long> sum) {
      return sum.f0 / sum.f1;
    }

    @Override
    public Tuple2<Double, Long> merge(Tuple2<Double, Long> a, Tuple2<Double, Long> b) {
      return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
    }
  }

  private static final class AddWindow
      extends ProcessWindowFunction<Double, Tuple3<String, Long, Double>, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String key,
        Context context,
        Iterable<Double> average,
        Collector<Tuple3<String, Long, Double>> out) {
      out.collect(Tuple3.of(key, context.window().getStart(), average.iterator().next()));
    }
  }
}
