package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.localglobal.LateRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many small schedules of rows, each of a key of its own, against a plain computation of the same.
 * They follow one another in time, so that one run of the operators serves them all.
 */
class RandomScheduleTest {
  private static final int SCHEDULES = 10_000;
  private static final long MILLIS_PER_SCHEDULE = 600_000;
  private static final int MAX_DELAY = 3_000;
  private static final int ROWS_PER_RESTART = 2_000;
  private static final int ROWS_PER_BARRIER = 100;

  @ParameterizedTest
  @CsvSource({
    "tumbling:5s, false, 1",
    "sliding:10s/5s, false, 2",
    "sliding:7s/3s, false, 3",
    "session:4s, false, 4",
    "tumbling:5s, true, 1",
    "sliding:7s/3s, true, 3"
  })
  void whateverTheOrderWithinTheDelayAndTheRestartsEachWindowHasItsRows(
      String kind, boolean holdsBack, long seed) throws Exception {
    Windows windows = Windows.parse(kind);
    Random random = new Random(seed);
    Map<String, Decimal> expected = new TreeMap<>();
    Map<String, Decimal> found = new TreeMap<>();
    List<WindowResult> results = new ArrayList<>();
    List<LateRow<Measurement>> late = new ArrayList<>();
    WindowsOfOneSubtask subtask =
        new WindowsOfOneSubtask(windows, Duration.ofMillis(MAX_DELAY), Duration.ZERO, holdsBack);
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      List<Measurement> rows = rows(schedule, random);
      reference(windows, rows, expected);
      for (Measurement row : shuffledWithinTheDelay(rows, random)) {
        subtask.add(row);
        if (random.nextInt(ROWS_PER_BARRIER) == 0) {
          subtask.barrier();
        }
        if (random.nextInt(ROWS_PER_RESTART) == 0) {
          WindowsOfOneSubtask before = subtask;
          subtask = before.restarted();
          results.addAll(before.results());
          late.addAll(before.late());
        }
      }
    }
    subtask.end().close();
    results.addAll(subtask.results());
    late.addAll(subtask.late());
    assertThat(late).as("kind %s, seed %s", kind, seed).isEmpty();
    for (WindowResult result : results) {
      assertThat(found.put(name(result), result.aggregate().exact())).as(name(result)).isNull();
    }
    assertThat(found).as("kind %s, seed %s", kind, seed).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "tumbling:5s, 0s, 5",
    "tumbling:5s, 10s, 6",
    "sliding:10s/5s, 0s, 7",
    "sliding:7s/3s, 2s, 8",
  })
  void howeverLateRowsAreEachWindowCountsThemOrIsMissed(String kind, String lateness, long seed)
      throws Exception {
    Windows windows = Windows.parse(kind);
    Duration allowed = DurationConverter.parse(lateness);
    Random random = new Random(seed);
    Map<String, Long> due = new HashMap<>();
    Map<String, Long> made = new HashMap<>();
    Map<String, Long> missed = new HashMap<>();
    long droppedRows = 0;
    try (WindowsOfOneSubtask subtask =
        new WindowsOfOneSubtask(windows, Duration.ofMillis(MAX_DELAY), allowed)) {
      for (int schedule = 0; schedule < SCHEDULES; schedule++) {
        List<Measurement> rows = rows(schedule, random);
        for (Measurement row : rows) {
          for (long start : starts(windows, row.timestamp())) {
            due.merge(row.key() + "@" + start, 1L, Long::sum);
          }
        }
        Collections.shuffle(rows, random);
        for (Measurement row : rows) {
          subtask.add(row);
        }
      }
      subtask.end();
      // The last revision of a window counts all that it ever counted.
      subtask
          .results()
          .forEach(
              result -> made.put(result.key() + "@" + result.start(), result.aggregate().count()));
      for (LateRow<Measurement> late : subtask.late()) {
        late.missed()
            .forEach(
                window -> missed.merge(late.row().key() + "@" + window.getStart(), 1L, Long::sum));
        boolean all = late.missed().size() == starts(windows, late.timestamp()).size();
        assertThat(late.isCounted()).isNotEqualTo(all);
        droppedRows += late.isCounted() ? 0 : 1;
      }
    }
    assertThat(droppedRows).as("late rows, seed %s", seed).isPositive();
    Map<String, Long> sum = new HashMap<>(made);
    missed.forEach((window, count) -> sum.merge(window, count, Long::sum));
    assertThat(sum).as("kind %s, seed %s", kind, seed).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({"9"})
  void howeverLateRowsAreASessionCountsThemOrTheyAreDropped(long seed) throws Exception {
    Random random = new Random(seed);
    long rowsInAll = 0;
    try (WindowsOfOneSubtask subtask =
        new WindowsOfOneSubtask(
            Windows.session(Duration.ofSeconds(4)), Duration.ofMillis(MAX_DELAY), Duration.ZERO)) {
      for (int schedule = 0; schedule < SCHEDULES; schedule++) {
        List<Measurement> rows = rows(schedule, random);
        rowsInAll += rows.size();
        Collections.shuffle(rows, random);
        for (Measurement row : rows) {
          subtask.add(row);
        }
      }
      subtask.end();
      long counted =
          subtask.results().stream().mapToLong(result -> result.aggregate().count()).sum();
      assertThat(subtask.late()).isNotEmpty();
      assertThat(counted + subtask.late().size()).as("seed %s", seed).isEqualTo(rowsInAll);
    }
  }

  /** Up to twenty rows of one key within a minute, by time. */
  private static List<Measurement> rows(int schedule, Random random) {
    GroupKey key = GroupKey.of("k" + schedule);
    long begin = schedule * MILLIS_PER_SCHEDULE;
    List<Measurement> rows = new ArrayList<>();
    IntStream.range(0, 1 + random.nextInt(20))
        .mapToLong(i -> begin + random.nextInt(60_000))
        .sorted()
        .forEach(
            time -> rows.add(new Measurement(key, time, Decimal.of(random.nextInt(10_000), 2))));
    return rows;
  }

  private static List<Measurement> shuffledWithinTheDelay(List<Measurement> rows, Random random) {
    Map<Measurement, Long> arrival = new HashMap<>();
    rows.forEach(row -> arrival.put(row, row.timestamp() + random.nextInt(MAX_DELAY)));
    return rows.stream().sorted(Comparator.comparing(arrival::get)).toList();
  }

  /** Adds the sums of the rows of one key by window, computed without Flink. */
  private static void reference(
      Windows windows, List<Measurement> rows, Map<String, Decimal> sums) {
    if (windows.areSessions()) {
      long gap = windows.size().toMillis();
      int first = 0;
      for (int i = 1; i <= rows.size(); i++) {
        boolean ends =
            i == rows.size() || rows.get(i).timestamp() > rows.get(i - 1).timestamp() + gap;
        if (ends) {
          List<Measurement> session = rows.subList(first, i);
          String name =
              session.get(0).key()
                  + " "
                  + session.get(0).timestamp()
                  + "-"
                  + (rows.get(i - 1).timestamp() + gap);
          sums.put(
              name, session.stream().map(Measurement::value).reduce(Decimal.ZERO, Decimal::plus));
          first = i;
        }
      }
      return;
    }
    for (Measurement row : rows) {
      for (long start : starts(windows, row.timestamp())) {
        sums.merge(
            row.key() + " " + start + "-" + (start + windows.size().toMillis()),
            row.value(),
            Decimal::plus);
      }
    }
  }

  /** Where the windows of a row begin, found by trying. */
  private static List<Long> starts(Windows windows, long timestamp) {
    long slide = windows.slide().toMillis();
    long size = windows.size().toMillis();
    List<Long> starts = new ArrayList<>();
    for (long start = Math.floorDiv(timestamp - size, slide) * slide;
        start <= timestamp;
        start += slide) {
      if (timestamp < start + size) {
        starts.add(start);
      }
    }
    return starts;
  }

  private static String name(WindowResult result) {
    return result.key() + " " + result.start() + "-" + result.end();
  }
}
