package dev.flinkjobs.connectors.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the client found of a topic before the job started, and what holds until the job has ended,
 * through all of its failures and savepoints: which topic of that name it is, and where it ends.
 *
 * @param id of the topic; empty if nobody could be asked
 * @param isNew whether it is another topic than that of the state that the job goes on from
 * @param ends by partition, behind the last record to read; null where the input does not end
 * @param isEmpty whether no record is before these ends
 * @param fault why the topic cannot be used; null if it can
 */
record TopicFacts(
    String id,
    boolean isNew,
    @Nullable TreeMap<Integer, Long> ends,
    boolean isEmpty,
    @Nullable String fault)
    implements OffsetsInitializer {
  private static final Pattern ID = Pattern.compile("^topic (\\S+) \\(id ([^)]*)\\)");
  private static final Pattern ENDS = Pattern.compile(" \\((\\d+:\\d+(?:, \\d+:\\d+)*)\\)$");

  /**
   * @param until where the input ends; null if it does not
   */
  static TopicFacts ask(Topic topic, @Nullable Offsets until) {
    AtomicReference<@Nullable TopicFacts> found = new AtomicReference<>();
    AtomicReference<@Nullable String> fault = new AtomicReference<>();
    topic.check(
        brokers -> {
          String id = brokers.describe().topicId().toString();
          if (until == null) {
            found.set(new TopicFacts(id, false, null, false, null));
            return;
          }
          SortedMap<Integer, Long> ends = brokers.offsets(until);
          SortedMap<Integer, Long> starts = brokers.firstOffsets();
          boolean isEmpty =
              ends.entrySet().stream()
                  .allMatch(end -> end.getValue() <= starts.getOrDefault(end.getKey(), 0L));
          found.set(new TopicFacts(id, false, new TreeMap<>(ends), isEmpty, null));
        },
        fault::set);
    TopicFacts facts = found.get();
    return facts == null
        ? new TopicFacts("", false, until == null ? null : new TreeMap<>(), false, fault.get())
        : facts;
  }

  Optional<String> problem() {
    return Optional.ofNullable(fault);
  }

  String shownId() {
    return id.isEmpty()
        ? ""
        : " (id " + id + ")" + (isNew ? ", which was deleted and made again since then" : "");
  }

  /** {@code (0:3, 1:5)}; empty where there is nothing to show. */
  String shownEnds() {
    return ends == null || ends.isEmpty()
        ? ""
        : ends.entrySet().stream()
            .map(end -> end.getKey() + ":" + end.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** The same of the topic of that name, with the ends of an input of that meaning. */
  TopicFacts behind(String before, String name) {
    Matcher oldId = ID.matcher(before);
    Matcher oldEnds = ENDS.matcher(before);
    TreeMap<Integer, Long> last = ends;
    if (ends != null && oldEnds.find()) {
      last = new TreeMap<>();
      for (String end : oldEnds.group(1).split(", ", -1)) {
        List<String> pair = List.of(end.split(":", -1));
        last.put(Integer.valueOf(pair.get(0)), Long.valueOf(pair.get(1)));
      }
    }
    boolean isOther = oldId.find() && oldId.group(1).equals(name) && !oldId.group(2).equals(id);
    return new TopicFacts(id, isOther, last, false, fault);
  }

  /** Where to stop. */
  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    Map<TopicPartition, Long> stops = new HashMap<>();
    if (ends != null) {
      partitions.forEach(each -> stops.put(each, ends.getOrDefault(each.partition(), 0L)));
    }
    return stops;
  }

  @SuppressWarnings("deprecation") // Of Kafka's, in the connector's interface.
  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
