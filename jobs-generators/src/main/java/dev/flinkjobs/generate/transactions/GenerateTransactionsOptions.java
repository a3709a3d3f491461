package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.PositiveIntConverter;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.RateConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of {@code generate transactions}. */
@CommandDoc(name = "generate transactions", main = GenerateTransactions.class)
public final class GenerateTransactionsOptions extends GenerateOptions {
  /** The totals of so many types take a gigabyte of heap. */
  private static final int MAX_KEYS = 10_000_000;

  private static final Duration MAX_DISORDER = Duration.ofDays(365);

  @Option(names = "--disorder", converter = DurationConverter.class)
  @OptionDoc(type = "duration", example = "1s")
  private Duration disorder = Duration.ZERO;

  @Option(names = "--duplicates", converter = RateConverter.class)
  @OptionDoc(type = "rate", example = "0.01")
  private double duplicates;

  @Option(names = "--hot-share", converter = RateConverter.class)
  @OptionDoc(type = "rate", example = "0.9")
  private double hotShare;

  @Option(names = "--keys", converter = PositiveIntConverter.class)
  @OptionDoc(type = "number", unit = "types", example = "1000000")
  private int keys = 4;

  @Option(names = "--rows-per-second", converter = PositiveIntConverter.class)
  @OptionDoc(type = "number", unit = "rows", example = "1000")
  private int rowsPerSecond = 1;

  /** How far before the latest timestamp so far a timestamp may be: whole seconds. */
  Duration disorder() {
    return disorder;
  }

  /** The share of rows that are earlier rows once more, from 0 to 1. */
  double duplicates() {
    return duplicates;
  }

  /** The share of rows whose type is the first one without a draw, from 0 to 1. */
  double hotShare() {
    return hotShare;
  }

  /** The number of transaction types, at least 1. */
  int keys() {
    return keys;
  }

  /** How many rows have timestamps of one second, on average; at least 1. */
  int rowsPerSecond() {
    return rowsPerSecond;
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (keys > MAX_KEYS) {
      problems.add(notAllowed("--keys", keys, "a whole number from 1 to", MAX_KEYS));
    }
    if (disorder.compareTo(MAX_DISORDER) > 0) {
      problems.add(
          "--disorder: '"
              + DurationConverter.text(disorder)
              + "' is not allowed; allowed: at most "
              + DurationConverter.text(MAX_DISORDER));
    } else if (disorder.toMillis() % 1000 != 0) {
      problems.add(
          "--disorder: '"
              + DurationConverter.text(disorder)
              + "' is not allowed; allowed: whole seconds, since timestamps have no fractions");
    }
    if (badRate() + duplicates > 1) {
      problems.add(
          "--bad-rate and --duplicates add up to more than 1; they are shares of all rows");
    }
  }
}
