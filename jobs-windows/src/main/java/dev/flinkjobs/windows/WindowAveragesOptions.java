package dev.flinkjobs.windows;

import dev.flinkjobs.options.ColumnNames;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.OnResume;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.time.EventTime;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code window-averages}. */
@CommandDoc(
    name = "window-averages",
    exercise = "E2",
    main = WindowAveragesJob.class,
    sample = "transactions.csv")
public final class WindowAveragesOptions extends JobOptions {

  /** In place of the column of the time; a column may be called {@code arrival}. */
  private static final String ARRIVAL = "@arrival";

  @Option(names = "--window")
  @OptionDoc(
      type = "tumbling:<size>|sliding:<size>/<slide>|session:<gap>",
      example = "sliding:10s/5s",
      values = {"tumbling:5s", "tumbling:1d", "sliding:10s/5s", "session:1m"})
  private Windows windows = Windows.tumbling(Duration.ofSeconds(5));

  @Option(names = "--key")
  @OptionDoc(type = "columns", example = "transaction_type,currency")
  private ColumnNames key = new ColumnNames(List.of("transaction_id"));

  @Option(names = "--time")
  @OptionDoc(type = "<column>|@arrival", example = "@arrival", values = ARRIVAL)
  private String time = "timestamp";

  @Option(names = "--value")
  @OptionDoc(type = "column", example = "stock_price")
  private String value = "amount";

  @Option(names = "--aggregate")
  @OptionDoc(example = "sum")
  private Aggregate aggregate = Aggregate.AVERAGE;

  @Option(names = "--max-delay")
  @OptionDoc(onResume = OnResume.IF_ACCEPTED, type = "duration", example = "10s")
  private Duration maxDelay = Duration.ofSeconds(1);

  @Option(names = "--allowed-lateness")
  @OptionDoc(onResume = OnResume.IF_ACCEPTED, type = "duration", example = "1m")
  private Duration allowedLateness = Duration.ZERO;

  @Option(names = "--zone")
  @OptionDoc(
      type = "zone",
      example = "Asia/Seoul",
      values = {"UTC", "Asia/Seoul", "Europe/Berlin", "America/New_York"})
  private ZoneId zone = ZoneId.of("UTC");

  @Option(names = "--idle-after")
  @OptionDoc(onResume = OnResume.FREE, type = "duration", example = "1m")
  private Duration idleAfter = Duration.ofSeconds(30);

  @Option(names = "--max-future")
  @OptionDoc(
      type = "<duration>|off",
      example = "1h",
      values = {"1d", "off"})
  private MaxFuture maxFuture = new MaxFuture(Duration.ofDays(1));

  @Option(names = "--now")
  @OptionDoc(type = "time", example = "2024-05-11T10:00:00Z")
  private @Nullable Instant now;

  @Option(names = "--print")
  @OptionDoc(onResume = OnResume.FREE, example = "detail")
  private PrintStyle print = PrintStyle.RESULT;

  @Option(names = "--late")
  @OptionDoc(
      onResume = OnResume.FREE,
      type = "output",
      example = "files:late",
      values = {"print", "discard", "files:"})
  private String late = "print";

  @Option(names = "--alert-above")
  @OptionDoc(onResume = OnResume.FREE, type = "number", example = "1000")
  private @Nullable BigDecimal alertAbove;

  @Option(names = "--alert-below")
  @OptionDoc(onResume = OnResume.FREE, type = "number", example = "0")
  private @Nullable BigDecimal alertBelow;

  @Option(names = "--alerts")
  @OptionDoc(
      onResume = OnResume.FREE,
      type = "output",
      example = "files:alerts",
      values = {"print", "discard", "files:"})
  private String alerts = "print";

  @Option(names = "--diagnose")
  @OptionDoc(onResume = OnResume.FREE)
  private boolean diagnose;

  @Option(names = "--trace")
  @OptionDoc(
      onResume = OnResume.FREE,
      type = "<file>.svg|<file>.json|<file>.html",
      example = "trace.svg")
  private @Nullable Path trace;

  @Override
  public Optional<Path> trace() {
    return Optional.ofNullable(trace);
  }

  /** What becomes of {@code --trace}; empty if there is none. */
  Optional<TraceFile> traceFile() {
    return trace()
        .map(file -> new TraceFile(file, windows, aggregate.label(), new ZonedTime(zone), lang()));
  }

  @Override
  public Map<String, String> furtherOutputs() {
    return hasThreshold() ? Map.of("--alerts", alerts) : Map.of();
  }

  @Override
  public Optional<String> late() {
    return Optional.of(late);
  }

  @Override
  public Optional<Duration> diagnosisDelay() {
    return diagnose ? Optional.of(maxDelay) : Optional.empty();
  }

  boolean isDiagnosing() {
    return diagnose;
  }

  Windows windows() {
    return windows;
  }

  WindowAssigner<Object, TimeWindow> assigner() {
    return windows.assigner(zone);
  }

  Aggregate aggregate() {
    return aggregate;
  }

  /** How long after their end windows still take late rows, which then revise them. */
  Duration lateness() {
    return allowedLateness;
  }

  /** Whether the time of a row is that at which it was read, and not in a column. */
  boolean isOnArrival() {
    return time.equals(ARRIVAL);
  }

  /** When a row counts, given the timestamp of its batch. */
  SerializableTimestampAssigner<Measurement> timestamps() {
    return isOnArrival() ? (row, arrival) -> arrival : (row, none) -> row.timestamp();
  }

  EventTime eventTime() {
    EventTime time = EventTime.of(maxDelay, idleAfter, assigner(), allowedLateness);
    return trace == null ? time : time.ofEachRow();
  }

  /**
   * @param clock what {@code --now} takes the place of
   */
  MeasurementDecoder decoder(Clock clock) {
    return new MeasurementDecoder(
        key.names(),
        isOnArrival() ? null : time,
        value,
        zone,
        maxFuture.limit(),
        now == null ? clock : Clock.fixed(now, ZoneOffset.UTC));
  }

  WindowFormat windowFormat() {
    return new WindowFormat(key.names(), windows.kind(), aggregate, print, new ZonedTime(zone));
  }

  LateFormat lateFormat() {
    return new LateFormat(key.names(), time, value, windows.kind(), new ZonedTime(zone));
  }

  boolean hasThreshold() {
    return alertAbove != null || alertBelow != null;
  }

  FindAlerts findAlerts() {
    return new FindAlerts(decimal(alertAbove), decimal(alertBelow));
  }

  AlertFormat alertFormat() {
    return new AlertFormat(windowFormat(), aggregate, new ZonedTime(zone));
  }

  private static @Nullable Decimal decimal(@Nullable BigDecimal threshold) {
    return threshold == null ? null : Decimal.of(threshold);
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    List<String> taken = new ArrayList<>(windowFormat().resultColumns());
    taken.addAll(List.of(AlertFormat.THRESHOLD, AlertFormat.SIDE));
    taken.addAll(List.of(LateFormat.MISSED, LateFormat.COUNTED));
    for (String name : key.names()) {
      if (taken.contains(name)) {
        problems.add("--key " + name + ": results have a column of that name; rename the input's");
      }
    }
    for (Map.Entry<String, String> other : Map.of("--time", time, "--value", value).entrySet()) {
      if (key.names().contains(other.getValue())) {
        problems.add(
            other.getKey()
                + " "
                + other.getValue()
                + ": is in --key too; a column is one or the other");
      }
    }
    if (time.equals(value)) {
      problems.add("--value " + value + ": is --time too; a column is one or the other");
    }
    if (isOnArrival()) {
      givenForTimesOfRows()
          .forEach(
              option ->
                  problems.add(
                      option
                          + ": means nothing with --time @arrival, where the clock decides when a"
                          + " window ends; leave it out"));
    }
    if (windows.areSessions() && acceptChanged().contains("--allowed-lateness")) {
      problems.add(
          "--accept-changed --allowed-lateness: expired sessions are not stored, so late rows"
              + " would open new ones; give the value of the savepoint, or use other windows");
    }
    if (trace != null) {
      checkTrace(trace, problems);
    }
    if (!alerts.equals("print") && !hasThreshold()) {
      problems.add("--alerts " + alerts + ": needs a threshold, e.g. --alert-above 1000");
    }
  }

  private void checkTrace(Path file, Problems problems) {
    checkFile("--trace", file, "trace.svg", problems);
    if (!TraceFile.FORMS.matcher(file.toString()).find()) {
      problems.add(
          "--trace %s: its name must end in .svg, .animated.svg, .json or .html, which says what is"
              + " written",
          file);
    }
    Path absolute = file.toAbsolutePath().normalize();
    Stream<String> others =
        Stream.concat(input().stream(), summaryJson().map(Path::toString).stream());
    if (others.anyMatch(other -> Path.of(other).toAbsolutePath().normalize().equals(absolute))) {
      problems.add(
          "--trace %s: is a file of --input or --summary-json too; give another name", file);
    }
    if (parallelism().orElse(1) > 1) {
      problems.add(
          "--trace %s: needs -p 1, since subtasks apart have no common order; give -p 1 in place of"
              + " -p %d",
          file, parallelism().getAsInt());
    }
  }

  private List<String> givenForTimesOfRows() {
    WindowAveragesOptions unset = new WindowAveragesOptions();
    Map<String, Boolean> given =
        Map.of(
            "--max-delay", !maxDelay.equals(unset.maxDelay),
            "--allowed-lateness", !allowedLateness.equals(unset.allowedLateness),
            "--idle-after", !idleAfter.equals(unset.idleAfter),
            "--max-future", !maxFuture.equals(unset.maxFuture),
            "--now", now != null,
            "--diagnose", diagnose,
            "--trace", trace != null);
    return given.keySet().stream().filter(given::get).sorted().toList();
  }
}
