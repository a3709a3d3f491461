package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Settings;
import dev.flinkjobs.output.Checkpoints;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Results in a topic, one record each, as JSON or as lines of text, with the columns of the
 * format's key as the record's key: {@code
 * kafka://host:9092/topic?format=json|text&delivery=exactly-once|at-least-once&transactions=NAME&transaction-timeout=15m&config=FILE}.
 *
 * <p>{@code maxRecord} holds how many bytes a record may have that the producer and the broker
 * take.
 *
 * <p>Exactly-once by transactions that end with a checkpoint: readers have to be {@code
 * read_committed}.
 */
record KafkaOutput(
    String option,
    String text,
    Topic topic,
    boolean asText,
    @Nullable DeliveryGuarantee asked,
    String transactions,
    Duration transactionTimeout,
    Checkpoints checkpoints,
    AtomicInteger maxRecord)
    implements Output {

  /** The broker's own maximum, unless it was changed. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private static final Checkpoints NO_CHECKPOINTS = new Checkpoints(Duration.ZERO, Duration.ZERO);

  static Output parse(String option, String text, Problems problems) {
    Settings settings =
        Settings.parse(
            option,
            text,
            Topic.PREFIX,
            List.of("format", "delivery", "transactions", "transaction-timeout", "config"),
            problems);
    Topic topic = Topic.parse(option, text, settings, problems);
    String format = settings.choice("format", List.of("json", "text"), problems);
    String delivery =
        settings.choice("delivery", List.of("exactly-once", "at-least-once"), problems);
    Duration timeout = settings.duration("transaction-timeout", problems);
    String transactions = settings.get("transactions");
    return new KafkaOutput(
        option,
        text,
        topic,
        format.equals("text"),
        settings.get("delivery") == null
            ? null
            : delivery.equals("exactly-once")
                ? DeliveryGuarantee.EXACTLY_ONCE
                : DeliveryGuarantee.AT_LEAST_ONCE,
        transactionalIds(option, topic.name(), transactions),
        timeout == null ? TRANSACTION_TIMEOUT : timeout,
        NO_CHECKPOINTS,
        new AtomicInteger(topic.maxRequest()));
  }

  /**
   * What ids of transactions begin with: another thing for each output of a job, also where several
   * go to one topic or have one name for their transactions. No topic has a colon in its name.
   */
  private static String transactionalIds(String option, String topic, @Nullable String given) {
    return (given == null ? "" : given + ":")
        + topic
        + (option.equals("--output") ? "" : ":" + option.replaceFirst("^-+", ""));
  }

  @Override
  public String kind() {
    return "kafka, format=" + (asText ? "text" : "json");
  }

  @Override
  public String uid(String name) {
    return name + "-kafka";
  }

  @Override
  public Output committedBy(Checkpoints taken) {
    return new KafkaOutput(
        option, text, topic, asText, asked, transactions, transactionTimeout, taken, maxRecord);
  }

  private DeliveryGuarantee delivery() {
    if (asked != null) {
      return asked;
    }
    return checkpoints.areTaken()
        ? DeliveryGuarantee.EXACTLY_ONCE
        : DeliveryGuarantee.AT_LEAST_ONCE;
  }

  private boolean isExactlyOnce() {
    return delivery() == DeliveryGuarantee.EXACTLY_ONCE;
  }

  @Override
  public String notice() {
    return asked == null && !isExactlyOnce()
        ? option + " " + topic + ": at-least-once, since the job takes no checkpoints"
        : "";
  }

  @Override
  public void check(Problems problems, boolean resuming) {
    if (isExactlyOnce()) {
      checkCheckpoints(problems);
    }
    topic.check(
        brokers -> {
          brokers.maxMessage().ifPresent(max -> maxRecord.updateAndGet(own -> Math.min(own, max)));
          if (isExactlyOnce()) {
            brokers.maxTransactionTimeout().ifPresent(max -> checkTimeout(max, problems));
          }
        },
        why -> problem(problems, why));
  }

  private void checkTimeout(Duration max, Problems problems) {
    if (transactionTimeout.compareTo(max) > 0) {
      problem(
          problems,
          "transaction-timeout %s is more than the broker allows, %s (its"
              + " transaction.max.timeout.ms); give transaction-timeout=%2$s or less",
          DurationConverter.text(transactionTimeout),
          DurationConverter.text(max));
    }
  }

  /** A transaction that the broker ends before its checkpoint does is lost. */
  private void checkCheckpoints(Problems problems) {
    if (!checkpoints.areTaken()) {
      problem(
          problems,
          "exactly-once needs checkpoints, and -Dexecution.checkpointing.interval=0 turns them"
              + " off; leave it out, or add delivery=at-least-once");
      return;
    }
    Duration longest = checkpoints.interval().plus(checkpoints.timeout());
    if (transactionTimeout.compareTo(longest) <= 0) {
      problem(
          problems,
          "transaction-timeout %s has to be longer than the interval of checkpoints and their"
              + " timeout together, %s; give a longer one, or a shorter"
              + " -Dexecution.checkpointing.timeout (now %s)",
          DurationConverter.text(transactionTimeout),
          DurationConverter.text(longest),
          DurationConverter.text(checkpoints.timeout()));
    }
  }

  private void problem(Problems problems, String what, Object... values) {
    problems.add(option + " " + text + ": " + Message.of(what, values));
  }

  private <T> ResultRecordSchema<T> schema(ResultFormat<T> format) {
    return new ResultRecordSchema<>(topic.name(), format.latest(), asText, maxRecord.get());
  }

  @Override
  public <T> FilterFunction<T> fits(ResultFormat<T> format) {
    return schema(format)::fits;
  }

  @Override
  public <T> Sink<T> sink(ResultFormat<T> format) {
    KafkaSinkBuilder<T> builder =
        KafkaSink.<T>builder()
            .setBootstrapServers(topic.servers())
            .setKafkaProducerConfig(topic.producerProperties())
            .setRecordSerializer(schema(format))
            .setDeliveryGuarantee(delivery());
    if (!isExactlyOnce()) {
      return builder.build();
    }
    KafkaSink<T> sink =
        builder
            .setTransactionalIdPrefix(transactions)
            .setProperty("transaction.timeout.ms", String.valueOf(transactionTimeout.toMillis()))
            .build();
    return new LoudKafkaSink<>(sink, topic, transactions);
  }

  @Override
  public Optional<String> explain(List<Throwable> causes) {
    for (Throwable cause : causes) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return Optional.of(
            Message.of(
                "%s %s: another job writes with the same ids of transactions, which begin with %s,"
                    + " and has ended those of this one; stop one of them, or give it"
                    + " transactions=NAME%s",
                option, topic, transactions, topic.cause(cause)));
      }
    }
    return topic.explain(causes).map(why -> option + " " + topic + ": " + why);
  }
}
