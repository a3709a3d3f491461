package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Settings;
import dev.flinkjobs.record.Message;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where in each partition to begin, or to end. Offsets that a job wants to go on from and that the
 * broker has deleted end the job: Flink's own initializers go on behind the gap without a word.
 *
 * @param millis for {@link Kind#TIMESTAMP}: the first record that is not before it, by the time
 *     that records have in Kafka, in milliseconds since 1970-01-01T00:00:00Z
 */
record Offsets(Kind kind, long millis) implements OffsetsInitializer {
  private static final String TIMESTAMP = "timestamp:";
  private static final String START = "earliest, latest, committed, timestamp:T";
  private static final String END = "latest, timestamp:T";
  private static final String TIMES = " with T such as 2024-05-11T10:00:00Z or milliseconds";

  enum Kind {
    EARLIEST,
    LATEST,
    /** Those of the group; the earliest where it has none. */
    COMMITTED,
    TIMESTAMP
  }

  /** The setting {@code start}: the earliest, if it is not given. */
  static Offsets start(Settings settings, Problems problems) {
    Offsets start = parse("start", START, settings, problems);
    return start == null ? new Offsets(Kind.EARLIEST, 0) : start;
  }

  /** The setting {@code until}: null if it is not given. */
  static @Nullable Offsets until(Settings settings, Problems problems) {
    return parse("until", END, settings, problems);
  }

  private static @Nullable Offsets parse(
      String name, String allowed, Settings settings, Problems problems) {
    String value = settings.get(name);
    if (value == null) {
      return null;
    }
    if (value.startsWith(TIMESTAMP)) {
      try {
        Offsets offsets = new Offsets(Kind.TIMESTAMP, millis(value.substring(TIMESTAMP.length())));
        Instant now = Instant.now();
        if (offsets.millis > now.toEpochMilli()) {
          // Kafka knows no offset of it, and Flink would take the latest one.
          problems.add(settings.notAllowed(name, value, "a time that is over; it is now " + now));
        }
        return offsets;
      } catch (DateTimeException | NumberFormatException noTime) {
        problems.add(settings.notAllowed(name, value, allowed + TIMES));
        return null;
      }
    }
    List<String> words = List.of(allowed.split(", "));
    String word = settings.choice(name, words, problems);
    return word.startsWith(TIMESTAMP) ? null : new Offsets(kind(word), 0);
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "latest" -> Kind.LATEST;
      case "committed" -> Kind.COMMITTED;
      default -> Kind.EARLIEST;
    };
  }

  private static long millis(String text) {
    boolean isNumber = text.chars().allMatch(character -> character >= '0' && character <= '9');
    return isNumber ? Long.parseLong(text) : OffsetDateTime.parse(text).toInstant().toEpochMilli();
  }

  @Override
  public String toString() {
    return kind == Kind.TIMESTAMP
        ? String.valueOf(Instant.ofEpochMilli(millis))
        : kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    return switch (kind) {
      case EARLIEST -> OffsetsInitializer.earliest().getPartitionOffsets(partitions, kafka);
      case LATEST -> OffsetsInitializer.latest().getPartitionOffsets(partitions, kafka);
      case TIMESTAMP -> OffsetsInitializer.timestamp(millis).getPartitionOffsets(partitions, kafka);
      case COMMITTED -> committed(partitions, kafka);
    };
  }

  private static Map<TopicPartition, Long> committed(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    Map<TopicPartition, Long> first = kafka.beginningOffsets(partitions);
    Map<TopicPartition, Long> committed = new HashMap<>(first);
    committed.putAll(kafka.committedOffsets(partitions));
    committed.forEach((partition, offset) -> requireKept(partition, offset, first.get(partition)));
    return committed;
  }

  private static void requireKept(TopicPartition partition, long offset, @Nullable Long first) {
    if (first != null && offset < first) {
      throw new SuppressRestartsException(
          new IOException(
              Message.of(
                  "the group is at offset %d of %s, and the broker has deleted what is before %d:"
                      + " %d records were never read; start=earliest goes on without them",
                  offset, partition, first, first - offset)));
    }
  }

  @SuppressWarnings("deprecation") // Of Kafka's, in the connector's interface.
  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
