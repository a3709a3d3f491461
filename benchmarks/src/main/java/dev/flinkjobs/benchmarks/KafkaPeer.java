package dev.flinkjobs.benchmarks;

import dev.flinkjobs.plain.Transaction;
import dev.flinkjobs.windows.WindowAveragesExercise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * The peers from topic to topic by Flink's connector, exactly once as ours are: a naive one as
 * documentation has it, and a tuned one, for which its user has set what can be set, and reads
 * bytes. Lines are split at commas, which is enough for the columns in front of the text, and
 * cheaper than flink-csv. Doubles, so results are rounded.
 */
public final class KafkaPeer {
  /** Flink's default is more than a broker allows. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "900000";

  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration MAX_DELAY = Duration.ofSeconds(1);

  private static final int TIMESTAMP = 1;
  private static final int TYPE = 3;
  private static final int AMOUNT = 4;

  private final String servers;
  private final String topic;
  private final boolean isTuned;

  /** Also behind the present end of the topic. */
  private final boolean isEndless;

  private final DeliveryGuarantee delivery;

  private KafkaPeer(String[] args) {
    this.isTuned = args[0].equals("tuned");
    this.servers = args[2];
    this.topic = args[3];
    this.isEndless = args.length > 6;
    this.delivery =
        isEndless && args[7].equals("at-least-once")
            ? DeliveryGuarantee.AT_LEAST_ONCE
            : DeliveryGuarantee.EXACTLY_ONCE;
  }

  /**
   * Runs one.
   *
   * @param args {@code naive} or {@code tuned}; {@code totals} or {@code averages}; the broker; the
   *     topic to read to its present end; the topic to write to, or {@code discard}; the
   *     parallelism; for a run without end also the milliseconds from checkpoint to checkpoint, and
   *     {@code exactly-once} or {@code at-least-once}
   */
  public static void main(String[] args) throws Exception {
    KafkaPeer peer = new KafkaPeer(args);
    Configuration configuration =
        new Configuration().set(PipelineOptions.OBJECT_REUSE, peer.isTuned);
    if (peer.isEndless) {
      configuration.set(
          CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(Long.parseLong(args[6])));
    }
    NaiveFlink.run(
        String.join(" ", args[0], args[1], "of a topic"),
        args[5],
        configuration,
        env ->
            peer.write(args[1].equals("totals") ? peer.totals(env) : peer.averages(env), args[4]));
  }

  private DataStream<String> totals(StreamExecutionEnvironment env) {
    DataStream<Tuple2<String, Double>> amounts =
        isTuned
            ? source(env, new Amounts(), WatermarkStrategy.noWatermarks())
            : source(env, new SimpleStringSchema(), WatermarkStrategy.noWatermarks())
                .map(KafkaPeer::typeAndAmount)
                .returns(Types.TUPLE(Types.STRING, Types.DOUBLE));
    return amounts
        .keyBy(transaction -> transaction.f0, Types.STRING)
        .sum(1)
        .map(total -> total.f0 + "," + total.f1);
  }

  private DataStream<String> averages(StreamExecutionEnvironment env) {
    if (!isTuned) {
      return WindowAveragesExercise.averages(
              source(env, new SimpleStringSchema(), WatermarkStrategy.noWatermarks())
                  .map(KafkaPeer::transaction),
              row -> row.transaction_type)
          .process(new NaiveWindows.WithWindow());
    }
    // By partition, in the source.
    return source(
            env,
            new TimedAmounts(),
            WatermarkStrategy.<Tuple3<String, Long, Double>>forBoundedOutOfOrderness(MAX_DELAY)
                .withTimestampAssigner((row, unused) -> row.f1))
        .keyBy(row -> row.f0, Types.STRING)
        .window(TumblingEventTimeWindows.of(WINDOW))
        .aggregate(new Average())
        .process(new NaiveWindows.WithWindow());
  }

  private <T> DataStream<T> source(
      StreamExecutionEnvironment env,
      DeserializationSchema<T> schema,
      WatermarkStrategy<T> watermarks) {
    KafkaSourceBuilder<T> source =
        KafkaSource.<T>builder()
            .setProperties(isTuned ? PlainKafka.consumerProperties() : new Properties())
            .setBootstrapServers(servers)
            .setTopics(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(schema);
    if (!isEndless) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return env.fromSource(source.build(), watermarks, "transactions");
  }

  private void write(DataStream<String> lines, String to) {
    if (to.equals("discard")) {
      lines.sinkTo(new DiscardingSink<>());
      return;
    }
    Properties properties = isTuned ? PlainKafka.producerProperties() : new Properties();
    properties.setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
    lines.sinkTo(
        KafkaSink.<String>builder()
            .setKafkaProducerConfig(properties)
            .setBootstrapServers(servers)
            .setDeliveryGuarantee(delivery)
            .setTransactionalIdPrefix(to)
            .setRecordSerializer(
                KafkaRecordSerializationSchema.<String>builder()
                    .setTopic(to)
                    .setValueSerializationSchema(new SimpleStringSchema())
                    .build())
            .build());
  }

  private static Tuple2<String, Double> typeAndAmount(String line) {
    String[] columns = line.split(",", -1);
    return Tuple2.of(columns[TYPE], Double.valueOf(columns[AMOUNT]));
  }

  private static Transaction transaction(String line) {
    String[] columns = line.split(",", -1);
    Transaction row = new Transaction();
    row.timestamp = columns[TIMESTAMP];
    row.transaction_type = columns[TYPE];
    row.amount = Double.parseDouble(columns[AMOUNT]);
    return row;
  }

  /** Reads the columns that are needed out of the bytes of a value. */
  private abstract static class Columns<T> extends AbstractDeserializationSchema<T> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // By open().
    private transient int[] ends;

    Columns(TypeInformation<T> type) {
      super(type);
    }

    @Override
    public void open(InitializationContext context) {
      ends = new int[AMOUNT + 1];
    }

    @Override
    public final T deserialize(byte[] line) {
      int column = 0;
      for (int at = 0; column <= AMOUNT; at++) {
        if (line[at] == ',') {
          ends[column] = at;
          column++;
        }
      }
      return row(line);
    }

    abstract T row(byte[] line);

    final String text(byte[] line, int column) {
      int start = ends[column - 1] + 1;
      return new String(line, start, ends[column] - start, StandardCharsets.UTF_8);
    }

    final double amount(byte[] line) {
      return Double.parseDouble(text(line, AMOUNT));
    }

    final long millis(byte[] line) {
      return PlainKafka.millis(line, ends[TIMESTAMP - 1] + 1);
    }
  }

  private static final class Amounts extends Columns<Tuple2<String, Double>> {
    private static final long serialVersionUID = 1L;

    Amounts() {
      super(Types.TUPLE(Types.STRING, Types.DOUBLE));
    }

    @Override
    Tuple2<String, Double> row(byte[] line) {
      return Tuple2.of(text(line, TYPE), amount(line));
    }
  }

  private static final class TimedAmounts extends Columns<Tuple3<String, Long, Double>> {
    private static final long serialVersionUID = 1L;

    TimedAmounts() {
      super(Types.TUPLE(Types.STRING, Types.LONG, Types.DOUBLE));
    }

    @Override
    Tuple3<String, Long, Double> row(byte[] line) {
      return Tuple3.of(text(line, TYPE), millis(line), amount(line));
    }
  }

  private record Average()
      implements AggregateFunction<Tuple3<String, Long, Double>, Tuple2<Double, Long>, Double> {

    @Override
    public Tuple2<Double, Long> createAccumulator() {
      return Tuple2.of(0.0, 0L);
    }

    @Override
    public Tuple2<Double, Long> add(Tuple3<String, Long, Double> row, Tuple2<Double, Long> so) {
      return Tuple2.of(so.f0 + row.f2, so.f1 + 1);
    }

    @Override
    public Tuple2<Double, Long> merge(Tuple2<Double, Long> a, Tuple2<Double, Long> b) {
      return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
    }

    @Override
    public Double getResult(Tuple2<Double, Long> all) {
      return all.f0 / all.f1;
    }
  }
}
