package dev.flinkjobs.benchmarks;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * The peer: running totals from topic to topic by Flink's connector, exactly once as ours are.
 * Lines are split at commas, which is enough for the columns in front of the text, and cheaper than
 * flink-csv. Doubles, so its totals are rounded.
 */
public final class NaiveKafkaTotals {
  /** Flink's default is more than a broker allows. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "900000";

  private static final int TYPE = 3;
  private static final int AMOUNT = 4;

  private NaiveKafkaTotals() {}

  /**
   * Runs it.
   *
   * @param args the broker; the topic to read to its present end; the topic to write to; the
   *     parallelism
   */
  public static void main(String[] args) throws Exception {
    NaiveFlink.run(
        "naive totals of a topic",
        args[3],
        new Configuration(),
        env ->
            env.fromSource(
                    source(args[0], args[1]), WatermarkStrategy.noWatermarks(), "transactions")
                .map(NaiveKafkaTotals::typeAndAmount)
                .returns(Types.TUPLE(Types.STRING, Types.DOUBLE))
                .keyBy(transaction -> transaction.f0, Types.STRING)
                .sum(1)
                .map(total -> total.f0 + "," + total.f1)
                .sinkTo(sink(args[0], args[2])));
  }

  private static KafkaSource<String> source(String servers, String topic) {
    return KafkaSource.<String>builder()
        .setBootstrapServers(servers)
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setValueOnlyDeserializer(new SimpleStringSchema())
        .build();
  }

  private static KafkaSink<String> sink(String servers, String topic) {
    return KafkaSink.<String>builder()
        .setBootstrapServers(servers)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(topic)
        .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<String>builder()
                .setTopic(topic)
                .setValueSerializationSchema(new SimpleStringSchema())
                .build())
        .build();
  }

  private static Tuple2<String, Double> typeAndAmount(String line) {
    String[] columns = line.split(",", -1);
    return Tuple2.of(columns[TYPE], Double.valueOf(columns[AMOUNT]));
  }
}
