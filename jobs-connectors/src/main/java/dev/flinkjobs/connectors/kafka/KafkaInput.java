package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.ValueReader;
import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.InputSource;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Settings;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.Timed;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The values of a topic's records: JSON objects, or rows of CSV: {@code
 * kafka://host:9092/topic?format=json|csv&columns=a,b,c&time-format=F&encoding=E&group=NAME&start=earliest|latest|committed|timestamp:T&until=latest|timestamp:T&config=FILE}.
 * Transactions that are not committed are not read. Each partition has a watermark of its own.
 *
 * @param isJson whether values are JSON; CSV of {@code dialect} else
 * @param group whose committed offsets show how far the job is; null for none
 * @param until where the input ends; null if it does not
 * @param found what brokers said of the topic; holds null until they are asked
 */
record KafkaInput(
    String option,
    String text,
    Topic topic,
    boolean isJson,
    CsvDialect dialect,
    @Nullable String group,
    Offsets start,
    @Nullable Offsets until,
    AtomicReference<@Nullable TopicFacts> found)
    implements Input {

  static Input parse(String option, String text, CsvDialect dialect, Problems problems) {
    List<String> names =
        List.of(
            "format", "columns", "time-format", "encoding", "group", "start", "until", "config");
    Settings settings = Settings.parse(option, text, Topic.PREFIX, names, problems);
    boolean isText = dialect.equals(CsvDialect.LINES);
    String format =
        settings.choice(
            "format", isText ? List.of("text", "json") : List.of("json", "csv"), problems);
    String columns = settings.get("columns");
    if (format.equals("csv") && columns == null && dialect.hasHeader()) {
      problems.add(
          option + " " + text + ": CSV in a topic has no header; name its columns: columns=a,b,c");
    } else if (!format.equals("csv") && columns != null) {
      problems.add(option + " " + text + ": columns are for format=csv; leave them out");
    }
    String group = settings.get("group");
    Offsets start = Offsets.start(settings, problems);
    if (start.kind() == Offsets.Kind.COMMITTED && group == null) {
      problems.add(option + " " + text + ": start=committed needs to know of whom; add group=NAME");
    }
    Offsets until = Offsets.until(settings, problems);
    if (start.kind() == Offsets.Kind.LATEST && until != null && start.equals(until)) {
      problems.add(
          option + " " + text + ": from latest until latest there is nothing; give another start");
    } else if (start.kind() == Offsets.Kind.TIMESTAMP
        && until != null
        && until.kind() == Offsets.Kind.TIMESTAMP
        && until.millis() <= start.millis()) {
      problems.add(
          "%s %s: nothing lies from %s until %s; give an until that is later than start",
          option, text, start, until);
    }
    return new KafkaInput(
        option,
        text,
        Topic.parse(option, text, settings, problems),
        format.equals("json"),
        settings.dialect(dialect, problems),
        group,
        start,
        until,
        new AtomicReference<>());
  }

  /** What brokers say of the topic, who are asked once. */
  private TopicFacts facts() {
    TopicFacts known = found.get();
    if (known == null) {
      known = TopicFacts.ask(topic, until);
      found.set(known);
    }
    return known;
  }

  @Override
  public void check(List<String> columns, Problems problems) {
    if (!isJson) {
      try {
        ValueReader.check(dialect, columns);
      } catch (CsvFileException missing) {
        problems.add(option + " " + text + " " + missing.getMessage());
      }
    }
    facts().problem().ifPresent(why -> problems.add(option + " " + text + ": " + why));
  }

  @Override
  public List<String> notices() {
    return until != null && until.kind() == Offsets.Kind.TIMESTAMP && facts().isEmpty()
        ? List.of(
            option + " " + text + ": no record is earlier than " + until + ", so nothing is read")
        : List.of();
  }

  /** The brokers by which the topic is reached may be others. */
  @Override
  public String meaning() {
    return "topic "
        + topic.name()
        + facts().shownId()
        + (isJson ? ", JSON" : ", columns " + String.join(",", dialect.columns()))
        + dialect.meaning()
        + ", from "
        + start
        + (until == null ? "" : " until " + until + facts().shownEnds());
  }

  /** Ends where it was to end before: there the rows are that state counts on. */
  @Override
  public Input behind(String before) {
    return new KafkaInput(
        option,
        text,
        topic,
        isJson,
        dialect,
        group,
        start,
        until,
        new AtomicReference<>(facts().behind(before, topic.name())));
  }

  /** A topic that is deleted and made again counts its offsets from 0. */
  @Override
  public String incarnation() {
    return facts().id();
  }

  @Override
  public Optional<String> explain(List<Throwable> causes) {
    return topic.explain(causes).map(why -> option + " " + topic + ": " + why);
  }

  @Override
  public Optional<String> finish() {
    SortedMap<Integer, Long> ends = facts().ends();
    if (group == null || ends == null) {
      return Optional.empty();
    }
    try (Brokers brokers = new Brokers(topic)) {
      brokers.commit(group, ends);
      return Optional.empty();
    } catch (Brokers.Unreachable why) {
      return Optional.of(
          Message.of(
              "%s %s: all was read, but the group %s could not be moved on to its end, so that"
                  + " start=committed reads it again: %s",
              option, topic, group, why.getMessage()));
    }
  }

  @Override
  public boolean isBounded() {
    return until != null;
  }

  @Override
  public boolean isReplayable() {
    return true;
  }

  /** Not even from one offset to another: old records go. */
  @Override
  public boolean isFixed() {
    return false;
  }

  @Override
  public boolean isPartitioned() {
    return true;
  }

  @Override
  public <T> InputSource<T> source(RowDecoder<T> decoder, int parallelism) {
    return source(new RowsOfValues<>(isJson, dialect, decoder, null), parallelism);
  }

  @Override
  public <T extends Timed> InputSource<T> source(
      RowDecoder<T> decoder, EventTime time, int parallelism) {
    return source(new RowsOfValues<>(isJson, dialect, decoder, time), parallelism);
  }

  private <T> InputSource<T> source(RowsOfValues<T> rows, int parallelism) {
    Properties properties = topic.consumerProperties();
    properties.setProperty("isolation.level", "read_committed");
    if (group != null) {
      properties.setProperty("group.id", group);
    }
    TopicSubscriber subscriber = new TopicSubscriber(option, topic, facts());
    // A topic that does not end may get further partitions.
    SortedMap<Integer, Long> ends = facts().ends();
    int most = ends == null || ends.isEmpty() ? parallelism : ends.size();
    return new InputSource<>(
        new TopicSource<>(rows, subscriber, start, facts(), properties),
        Math.min(parallelism, most));
  }
}
