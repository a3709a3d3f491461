package dev.flinkjobs.transactions.generate;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.PositiveIntConverter;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.RateConverter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options of {@code generate transactions}. */
public final class GenerateTransactionsOptions extends CommandOptions {
  /** The totals of so many types take half a gigabyte of heap. */
  private static final int MAX_KEYS = 5_000_000;

  private static final Duration MAX_DISORDER = Duration.ofDays(365);

  @Option(names = "--rows", required = true)
  @OptionDoc(type = "number", unit = "rows", example = "1000000")
  private long rows;

  @Option(names = "--out", required = true)
  @OptionDoc(type = "file", example = "transactions.csv")
  private Path out = Path.of("");

  @Option(names = "--overwrite")
  @OptionDoc
  private boolean overwrite;

  @Option(names = "--seed")
  @OptionDoc(type = "number", example = "42")
  private long seed = 1;

  @Option(names = "--bad-rate", converter = RateConverter.class)
  @OptionDoc(type = "rate", example = "0.02")
  private double badRate;

  @Option(names = "--disorder", converter = DurationConverter.class)
  @OptionDoc(type = "duration", example = "1s")
  private Duration disorder = Duration.ZERO;

  @Option(names = "--duplicates", converter = RateConverter.class)
  @OptionDoc(type = "rate", example = "0.01")
  private double duplicates;

  @Option(names = "--keys", converter = PositiveIntConverter.class)
  @OptionDoc(type = "number", unit = "types", example = "1000000")
  private int keys = 4;

  @Override
  public String name() {
    return "generate transactions";
  }

  @Override
  public String exercise() {
    return "";
  }

  @Override
  public Class<?> mainClass() {
    return GenerateTransactions.class;
  }

  /** How many rows to write, bad ones and repeated ones among them; the header is none. */
  long rows() {
    return rows;
  }

  /** The file to write; compressed if its name ends in {@code .gz}. */
  Path out() {
    return out;
  }

  /** The file beside it that says what must come out. */
  Path expectedOut() {
    return beside(".expected.json");
  }

  /** The path of {@link #out()} with more behind its name. */
  Path beside(String suffix) {
    return out.resolveSibling(out.getFileName() + suffix);
  }

  long seed() {
    return seed;
  }

  /** The share of bad rows, from 0 to 1. */
  double badRate() {
    return badRate;
  }

  /** How far before the latest timestamp so far a timestamp may be: whole seconds. */
  Duration disorder() {
    return disorder;
  }

  /** The share of rows that are earlier rows once more, from 0 to 1. */
  double duplicates() {
    return duplicates;
  }

  /** The number of transaction types, at least 1. */
  int keys() {
    return keys;
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    checkFiles(problems);
    if (rows < 0 || rows > ExpectedTotals.MAX_ROWS) {
      problems.add(notAllowed("--rows", rows, "a whole number from 0 to", ExpectedTotals.MAX_ROWS));
    }
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
    if (badRate + duplicates > 1) {
      problems.add(
          "--bad-rate and --duplicates add up to more than 1; they are shares of all rows");
    }
  }

  private void checkFiles(Problems problems) {
    String option = "--out " + out + ": ";
    Path directory = out.toAbsolutePath().getParent();
    if (out.toString().isEmpty()) {
      return; // It is missing, which is said already.
    }
    if (out.toString().equals("-")) {
      problems.add(
          option + "a second file is written beside it, so give a file, e.g. transactions.csv");
    } else if (Files.isDirectory(out)) {
      problems.add(
          option + "is a directory; give a file, e.g. --out " + out.resolve("transactions.csv"));
    } else if (directory != null && !Files.isDirectory(directory)) {
      problems.add(option + "there is no directory " + directory + "; make it, or give another");
    } else if (Files.exists(out) && !Files.isRegularFile(out)) {
      problems.add(option + "is not a regular file; give another name");
    } else if (!overwrite && Files.exists(out)) {
      problems.add(option + "exists already; give another name, or add --overwrite");
    } else if (!overwrite && Files.exists(expectedOut())) {
      problems.add(
          option
              + "the file "
              + expectedOut()
              + " that belongs to it exists already; give another name, or add --overwrite");
    }
  }

  private static String notAllowed(String option, long value, String allowed, long max) {
    return String.format(
        Locale.ROOT, "%s: '%d' is not allowed; allowed: %s %,d", option, value, allowed, max);
  }
}
