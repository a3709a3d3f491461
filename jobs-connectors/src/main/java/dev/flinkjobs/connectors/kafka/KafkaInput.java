package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.ValueReader;
import dev.flinkjobs.input.Input;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Settings;
import dev.flinkjobs.record.EventTime;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.record.Timed;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The values of a topic's records: JSON objects, or rows of CSV: {@code
 * kafka://host:9092/topic?format=json|csv&columns=a,b,c&time-format=F&encoding=E&group=NAME&start=earliest|latest|committed|timestamp:T&until=latest|timestamp:T&config=FILE}.
 * Transactions that are not committed are not read. Each partition has a watermark of its own.
 *
 * @param isJson whether values are JSON; CSV of {@code dialect} else
 * @param group whose committed offsets show how far the job is; null for none
 * @param until where the input ends; null if it does not
 */
record KafkaInput(
    String option,
    String text,
    Topic topic,
    boolean isJson,
    CsvDialect dialect,
    @Nullable String group,
    Offsets start,
    @Nullable Offsets until)
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
    }
    return new KafkaInput(
        option,
        text,
        Topic.parse(option, text, settings, problems),
        format.equals("json"),
        settings.dialect(dialect, problems),
        group,
        start,
        until);
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
    topic.check(brokers -> {}, why -> problems.add(option + " " + text + ": " + why));
  }

  /** The brokers by which the topic is reached may be others. */
  @Override
  public String meaning() {
    return "topic "
        + topic.name()
        + (isJson ? ", JSON" : ", columns " + String.join(",", dialect.columns()))
        + dialect.meaning()
        + ", from "
        + start
        + (until == null ? "" : " until " + until);
  }

  /** A topic that is deleted and made again counts its offsets from 0. */
  @Override
  public String incarnation() {
    try (Brokers brokers = new Brokers(topic)) {
      return brokers.topicId();
    } catch (Brokers.Unreachable silent) {
      return ""; // The job will say so, if it cannot do without them.
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
  public <T> Source<RowBatch<T>, ?, ?> source(RowDecoder<T> decoder, int parallelism) {
    return source(new RowsOfValues<>(isJson, dialect, decoder, null));
  }

  @Override
  public <T extends Timed> Source<RowBatch<T>, ?, ?> source(
      RowDecoder<T> decoder, EventTime time, int parallelism) {
    return source(new RowsOfValues<>(isJson, dialect, decoder, time));
  }

  private <T> Source<RowBatch<T>, ?, ?> source(RowsOfValues<T> rows) {
    KafkaSourceBuilder<RowBatch<T>> builder =
        KafkaSource.<RowBatch<T>>builder()
            .setProperties(topic.clientProperties())
            .setProperty("isolation.level", "read_committed")
            .setTopics(topic.name())
            .setStartingOffsets(start)
            .setDeserializer(rows);
    if (group != null) {
      builder.setGroupId(group);
    }
    if (until != null) {
      builder.setBounded(until);
    }
    return builder.build();
  }
}
