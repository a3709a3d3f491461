package dev.flinkjobs.benchmarks;

import dev.flinkjobs.benchmarks.FinalTotals.Total;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Compares what a contender wrote with what the generator says is right. */
public final class CheckTotals {
  /** Sums of doubles are wrong from about the tenth digit on. */
  private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

  private CheckTotals() {}

  /**
   * Ends with status 1 and a word on the first difference.
   *
   * @param args {@code exact} or {@code rounded}; {@code every}, when a total for each row is due,
   *     or {@code latest}; the expected results as JSON; the directory that was written to
   */
  public static void main(String[] args) throws IOException {
    FinalTotals expected = FinalTotals.expected(Path.of(args[2]));
    FinalTotals written = FinalTotals.written(Path.of(args[3]));
    Optional<String> difference =
        difference(expected, written, args[0].equals("exact"), args[1].equals("every"));
    if (difference.isPresent()) {
      System.err.println("wrong result in " + args[3] + ": " + difference.get());
      System.exit(1);
    }
  }

  /** The first difference in words; empty if there is none. */
  static Optional<String> difference(
      FinalTotals expected, FinalTotals written, boolean exact, boolean every) {
    if (every && expected.emitted() != written.emitted()) {
      return text("%,d totals instead of %,d", written.emitted(), expected.emitted());
    }
    if (!expected.totals().keySet().equals(written.totals().keySet())) {
      TreeSet<String> missing = new TreeSet<>(expected.totals().keySet());
      missing.removeAll(written.totals().keySet());
      return text(
          "%,d keys instead of %,d; the first that is missing: %s",
          written.totals().size(),
          expected.totals().size(),
          missing.isEmpty() ? "none" : missing.first());
    }
    for (Map.Entry<String, Total> entry : expected.totals().entrySet()) {
      Total right = entry.getValue();
      Total found = Objects.requireNonNull(written.totals().get(entry.getKey()));
      if (exact ? !isSame(right, found) : isFurtherThanRounding(right, found)) {
        return text("%s is %s instead of %s", entry.getKey(), found, right);
      }
    }
    return Optional.empty();
  }

  /** Zeros at the end of a fraction are a matter of form. */
  private static boolean isSame(Total right, Total found) {
    return right.total().compareTo(found.total()) == 0 && right.count() == found.count();
  }

  private static boolean isFurtherThanRounding(Total right, Total found) {
    BigDecimal distance = right.total().subtract(found.total()).abs();
    return distance.compareTo(right.total().abs().multiply(ROUNDING)) > 0;
  }

  private static Optional<String> text(String format, Object... values) {
    return Optional.of(String.format(Locale.ROOT, format, values));
  }
}
