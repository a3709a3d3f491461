package dev.flinkjobs.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** What is measured, and the figure to reach. How it is run stands in {@code benchmarks/run}. */
enum Area {
  TOTALS("running totals, 8 keys, every total emitted and discarded", Unit.ROW, 12),
  TOTALS_FILES("running totals, 8 keys, every total written to text files", Unit.ROW, 10),
  TOTALS_LATEST(
      "latest total per key per 100 ms, 8 keys, discarded; the peer emits every one", Unit.ROW, 15),
  TOTALS_1M_KEYS("running totals, 1 M keys, every total emitted and discarded", Unit.ROW, 5),
  TOTALS_HOT_KEY(
      "running totals, 8 keys, 90 % of the rows in one of them, every total emitted and discarded",
      Unit.ROW),
  TOTALS_1M_KEYS_HOT_KEY(
      "running totals, 1 M keys, 90 % of the rows in one of them, every total emitted and"
          + " discarded",
      Unit.ROW),
  TOTALS_DISTINCT(
      "running totals, 8 keys, of the first row of each id, every row with its own, against totals"
          + " of all rows; every total emitted and discarded",
      Unit.ROW),
  TOTALS_DISTINCT_ROCKSDB("the same on RocksDB", Unit.ROW),
  TOTALS_PYFLINK(
      "running totals, 8 keys, every total emitted and discarded; the peer reads the file into a"
          + " list",
      Unit.ROW,
      12),
  TOTALS_KAFKA(
      "running totals, 8 keys, from a topic of two partitions to a topic, exactly once; ours sends"
          + " JSON with keys and counts, the peers lines of text; the broker is not counted",
      Unit.ROW,
      2.5),
  TOTALS_KAFKA_DISCARD(
      "running totals, 8 keys, from a topic of two partitions, discarded; the limit reads values and"
          + " no more; the broker is not counted",
      Unit.ROW),
  WINDOWS_KAFKA(
      "averages of 5 s of event time, 8 keys, 1,000 rows a second, from a topic of two partitions to"
          + " a topic, exactly once; the limit adds up; the broker is not counted",
      Unit.ROW,
      4),
  WINDOWS_BY_TYPE(
      "averages of 5 s of event time, 8 keys, 1,000 rows a second, discarded", Unit.ROW, 8),
  WINDOWS_BY_TYPE_ROCKSDB("the same on RocksDB, 2 M rows", Unit.ROW),
  WINDOWS_BY_ID(
      "averages of 5 s of event time, every row its own key, 1,000 rows a second, discarded",
      Unit.ROW,
      4),
  WINDOWS_BY_ID_ROCKSDB("the same on RocksDB, 2 M rows", Unit.ROW, 5),
  WINDOWS_TWO_FILES(
      "averages of 5 s of event time, 8 keys, 1,000 rows a second, as two files of other hours"
          + " against one file",
      Unit.ROW,
      1 / 1.1),
  WINDOWS_SPARSE(
      "averages of 5 s of event time, 8 keys, one row a second: nearly every row is a result",
      Unit.ROW),
  PARCELS("parcels by four routes that overlap, discarded", Unit.ROW),
  DRIVER_LOOP(
      "rounds of a driver loop that doubles one value; a row is a round; the peer makes an"
          + " environment for each",
      Unit.ROW,
      15),
  START_UP("the sample, from the start of the process to its end", Unit.RUN, 1 / 0.35),
  GENERATOR(
      "transactions made up and written to a file; ours knows what they come to, and writes that"
          + " too",
      Unit.ROW),
  SCALING("running totals, every total emitted and discarded", Unit.ROW);

  /** What the cost is divided by. */
  enum Unit {
    /** Net CPU: without what a tiny input costs. */
    ROW,
    RUN
  }

  final String title;
  final Unit unit;

  /** How many times less CPU ours has to take than the first contender; 0 if that is left open. */
  final double goal;

  Area(String title, Unit unit) {
    this(title, unit, 0);
  }

  Area(String title, Unit unit, double goal) {
    this.title = title;
    this.unit = unit;
    this.goal = goal;
  }

  /** As it is given to {@code benchmarks/run}: {@code totals-files}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Throws {@link IllegalArgumentException} for an unknown id. */
  static Area of(String id) {
    return Arrays.stream(values())
        .filter(area -> area.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such area: " + id));
  }
}
