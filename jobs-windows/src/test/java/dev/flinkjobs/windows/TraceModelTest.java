package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operators record for {@code --trace}, against a computation that looks at every row. */
class TraceModelTest {
  private static final int SCHEDULES = 60;
  private static final int ROWS_PER_BARRIER = 8;

  @ParameterizedTest
  @CsvSource({
    "tumbling:5s, 1s, 0s",
    "tumbling:5s, 0s, 7s",
    "sliding:10s/5s, 1s, 0s",
    "sliding:7s/3s, 2s, 4s",
    "session:4s, 1s, 0s",
    "session:4s, 3s, 0s",
    "session:6s, 0s, 10s"
  })
  void whateverTheScheduleTheTraceIsWhatHappensToEachRowAndWindow(
      String kind, String maxDelay, String lateness) throws Exception {
    Windows windows = Windows.parse(kind);
    Duration delay = DurationConverter.parse(maxDelay);
    Duration allowed = DurationConverter.parse(lateness);
    Set<String> kinds = new LinkedHashSet<>();
    for (int seed = 0; seed < SCHEDULES; seed++) {
      Random random = new Random(seed);
      Model model = new Model(windows, delay.toMillis(), allowed.toMillis());
      try (WindowsOfOneSubtask subtask = WindowsOfOneSubtask.traced(windows, delay, allowed)) {
        for (int i = random.nextInt(25); i >= 0; i--) {
          Measurement row =
              new Measurement(
                  GroupKey.of("k" + random.nextInt(3)),
                  random.nextInt(40_000),
                  Decimal.of(random.nextInt(10_000), 2));
          subtask.add(row);
          model.add(row);
          if (random.nextInt(ROWS_PER_BARRIER) == 0) {
            subtask.barrier();
          }
        }
        subtask.end();
        model.advance(Long.MAX_VALUE);
        List<TraceEvent> trace = subtask.trace();
        assertThat(steps(trace)).as("seed %s", seed).isEqualTo(steps(model.events));
        trace.forEach(event -> kinds.add(event.kind().text()));
      }
    }
    // Else the schedules try too little.
    assertThat(kinds).contains("row", "watermark", "opened", "fired", "expired", "late");
    assertThat(kinds.contains("revised")).isEqualTo(!allowed.isZero());
    assertThat(kinds.contains("extended")).isEqualTo(windows.areSessions());
  }

  /**
   * The events by line. What one row or watermark brings about has no order between keys; but a
   * window fires before it expires, and a row is told before what it does.
   */
  private static List<List<String>> steps(List<TraceEvent> events) {
    List<List<String>> steps = new ArrayList<>();
    List<TraceEvent> step = new ArrayList<>();
    for (TraceEvent event : events) {
      boolean begins =
          event.kind() == TraceEvent.Kind.ROW || event.kind() == TraceEvent.Kind.WATERMARK;
      if (begins && !step.isEmpty()) {
        steps.add(sorted(step));
        step.clear();
      }
      step.add(event);
    }
    steps.add(sorted(step));
    return steps;
  }

  /** Of each key and window in the order told. */
  private static List<String> sorted(List<TraceEvent> step) {
    return step.stream()
        .sorted(Comparator.comparing(event -> event.key() + " " + event.start()))
        .map(TraceEvent::toString)
        .toList();
  }

  /** A list of all windows that were not forgotten, looked through for each row. */
  private static final class Model {
    final List<TraceEvent> events = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final Windows windows;
    private final long delay;
    private final long lateness;
    private long watermark = Long.MIN_VALUE;
    private long rows;

    /** A window with rows of a key. */
    private static final class Open {
      final List<String> key;
      long start;
      long end;
      Decimal sum = Decimal.ZERO;
      long count;
      int emitted;

      Open(List<String> key, long start, long end) {
        this.key = key;
        this.start = start;
        this.end = end;
      }
    }

    Model(Windows windows, long delay, long lateness) {
      this.windows = windows;
      this.delay = delay;
      this.lateness = lateness;
    }

    void add(Measurement row) {
      rows++;
      long time = row.timestamp();
      List<String> key = row.key().values();
      String value = row.value().toString();
      events.add(TraceEvent.at(TraceEvent.Kind.ROW, key, time, value, rows));
      List<Long> missed = new ArrayList<>();
      boolean counted = windows.areSessions() ? joins(row, missed) : isIn(row, missed);
      if (!missed.isEmpty()) {
        events.add(
            new TraceEvent(TraceEvent.Kind.LATE, key, time, time, "", rows, 0, missed, counted));
      }
      if (time - delay - 1 > watermark) {
        advance(time - delay - 1);
      }
    }

    private boolean isIn(Measurement row, List<Long> missed) {
      long size = windows.size().toMillis();
      boolean counted = false;
      for (long start = row.timestamp() - size + 1; start <= row.timestamp(); start++) {
        if (Math.floorMod(start, windows.slide().toMillis()) != 0) {
          continue;
        }
        if (start + size - 1 + lateness <= watermark) {
          missed.addAll(List.of(start, start + size));
          continue;
        }
        counted = true;
        Open window = find(row.key().values(), start, start + size);
        if (window == null) {
          window = open(row, start, start + size);
        }
        count(row, window);
      }
      return counted;
    }

    private @Nullable Open find(List<String> key, long start, long end) {
      for (Open each : open) {
        if (each.key.equals(key) && each.start == start && each.end == end) {
          return each;
        }
      }
      return null;
    }

    private Open open(Measurement row, long start, long end) {
      Open window = new Open(row.key().values(), start, end);
      open.add(window);
      tell(TraceEvent.Kind.OPENED, window);
      return window;
    }

    private void count(Measurement row, Open window) {
      window.sum = window.sum.plus(row.value());
      window.count++;
      if (window.end - 1 <= watermark) {
        emit(window);
      }
    }

    private boolean joins(Measurement row, List<Long> missed) {
      long start = row.timestamp();
      long end = start + windows.size().toMillis();
      Open joined = null;
      long before = 0;
      for (Open each : List.copyOf(open)) {
        if (!each.key.equals(row.key().values()) || each.start > end || each.end < start) {
          continue;
        }
        if (joined == null) {
          joined = each;
          before = each.end - each.start;
        } else {
          joined.sum = joined.sum.plus(each.sum);
          joined.count += each.count;
          joined.emitted = Math.max(joined.emitted, each.emitted);
          joined.start = Math.min(joined.start, each.start);
          joined.end = Math.max(joined.end, each.end);
          open.remove(each);
        }
      }
      if (joined == null) {
        if (end - 1 + lateness <= watermark) {
          missed.addAll(List.of(start, end));
          return false;
        }
        joined = open(row, start, end);
        before = end - start;
      }
      joined.start = Math.min(joined.start, start);
      joined.end = Math.max(joined.end, end);
      if (joined.end - joined.start != before) {
        tell(TraceEvent.Kind.EXTENDED, joined);
      }
      count(row, joined);
      return true;
    }

    void advance(long to) {
      events.add(TraceEvent.at(TraceEvent.Kind.WATERMARK, List.of(), to, "", 0));
      for (Open window : List.copyOf(open)) {
        if (window.end - 1 > watermark && window.end - 1 <= to) {
          emit(window);
        }
        if (window.end - 1 + lateness <= to) {
          tell(TraceEvent.Kind.EXPIRED, window);
          open.remove(window);
        }
      }
      watermark = to;
    }

    private void tell(TraceEvent.Kind kind, Open window) {
      events.add(
          new TraceEvent(kind, window.key, window.start, window.end, "", 0, 0, List.of(), false));
    }

    private void emit(Open window) {
      window.emitted++;
      events.add(
          new TraceEvent(
              window.emitted == 1 ? TraceEvent.Kind.FIRED : TraceEvent.Kind.REVISED,
              window.key,
              window.start,
              window.end,
              window.sum.withFraction().toString(),
              window.count,
              window.emitted,
              List.of(),
              false));
    }
  }
}
