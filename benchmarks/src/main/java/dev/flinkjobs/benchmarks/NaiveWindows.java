package dev.flinkjobs.benchmarks;

import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.csv.CsvReaderFormat;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * The peer: averages of five seconds of event time as a user of Flink writes them from its
 * documentation, flink-csv into a POJO, bounded out-of-orderness, {@code keyBy}, {@code window},
 * {@code aggregate}, with Flink's defaults. Doubles, so its averages are rounded.
 */
public final class NaiveWindows {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final String DISCARD = "discard";

  private NaiveWindows() {}

  /**
   * Runs it.
   *
   * @param args the input file; {@code discard} or the directory to write text files to; the
   *     parallelism; the column that is the key; the state backend
   */
  public static void main(String[] args) throws Exception {
    java.nio.file.Path checkpoints = Files.createTempDirectory("naive-windows-");
    Configuration configuration =
        new Configuration()
            .set(StateBackendOptions.STATE_BACKEND, args[4])
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL)
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(Integer.parseInt(args[2]), configuration);

    CsvReaderFormat<Transaction> format =
        CsvReaderFormat.forSchema(
            CsvMapper::new,
            mapper -> mapper.schemaFor(Transaction.class).withSkipFirstDataRow(true),
            TypeInformation.of(Transaction.class));
    WatermarkStrategy<Transaction> watermarks =
        WatermarkStrategy.<Transaction>forBoundedOutOfOrderness(Duration.ofSeconds(1))
            .withTimestampAssigner((transaction, ignored) -> millis(transaction.timestamp));
    boolean byType = args[3].equals("transaction_type");
    KeySelector<Transaction, String> key =
        byType
            ? transaction -> transaction.transaction_type
            : transaction -> String.valueOf(transaction.transaction_id);
    DataStream<Tuple3<String, Long, Double>> averages =
        env.fromSource(
                FileSource.forRecordStreamFormat(format, new Path(args[0])).build(),
                watermarks,
                "transactions")
            .keyBy(key, Types.STRING)
            .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)))
            .aggregate(new Average(), new AddWindow());
    if (args[1].equals(DISCARD)) {
      averages.sinkTo(new DiscardingSink<>());
    } else {
      averages
          .map(average -> average.f0 + "," + average.f1 + "," + average.f2)
          .sinkTo(
              FileSink.forRowFormat(new Path(args[1]), new SimpleStringEncoder<String>()).build());
    }
    env.execute("naive windows");
    FileUtils.deleteDirectory(checkpoints.toFile());
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
