package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.generate.ExpectedResults;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** What a job that reads the generated file must come to. */
@SuppressWarnings("EnumOrdinal") // Only while it runs: a currency is a cell of an array.
final class ExpectedTotals extends ExpectedResults {
  /** The largest scale of an amount; sums are kept in it. */
  static final int MAX_SCALE = 3;

  /** The largest amount without its sign, whatever its scale. */
  static final int MAX_UNSCALED = 1_000_000;

  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1000};
  private static final int CURRENCIES = Transaction.Currency.values().length;

  /** How many cells there are of all rows; where rows are repeated, as many follow of each once. */
  private final int cells;

  /** Of each type and currency. */
  private final long[] sums;

  private final long[] counts;
  private final byte[] scales;

  private long duplicates;

  /**
   * @param types how many types of transactions there are
   * @param isRepeating whether any row may be there more than once
   */
  ExpectedTotals(int types, boolean isRepeating) {
    this.cells = Math.multiplyExact(types, CURRENCIES);
    this.sums = new long[Math.multiplyExact(cells, isRepeating ? 2 : 1)];
    this.counts = new long[sums.length];
    this.scales = new byte[sums.length];
  }

  /** Counts a good row, and whether it was there before. */
  void accept(Transaction row, boolean repeated) {
    int cell = row.type() * CURRENCIES + row.currency().ordinal();
    add(row, cell);
    if (repeated) {
      duplicates++;
    } else if (sums.length > cells) {
      add(row, cells + cell);
    }
    accept();
  }

  private void add(Transaction row, int cell) {
    sums[cell] += row.unscaled() * POWERS_OF_TEN[MAX_SCALE - row.scale()];
    counts[cell]++;
    scales[cell] = (byte) Math.max(scales[cell], row.scale());
  }

  @Override
  protected String describe() {
    return super.describe() + String.format(Locale.ROOT, ", %,d repeated", duplicates);
  }

  @Override
  protected void writeResults(Writer json) throws IOException {
    json.write(",\n  " + field("duplicates", duplicates));
    writeTotals("totals", 0, json);
    if (sums.length > cells) {
      writeTotals("distinctTotals", cells, json);
    }
  }

  private void writeTotals(String name, int first, Writer json) throws IOException {
    writeByType(name, first, cell -> total(cell, cell + CURRENCIES), json);
    writeByType(name + "ByCurrency", first, this::totalsByCurrency, json);
  }

  /** Each type in a line of its own. Types without a row are left out. */
  private void writeByType(String name, int first, IntFunction<String> totals, Writer json)
      throws IOException {
    json.write(",\n  \"" + name + "\": {");
    String separator = "\n    ";
    for (int cell = first; cell < first + cells; cell += CURRENCIES) {
      if (count(cell, cell + CURRENCIES) > 0) {
        json.write(
            separator + field(Transaction.type((cell - first) / CURRENCIES), totals.apply(cell)));
        separator = ",\n    ";
      }
    }
    json.write("\n  }");
  }

  private String totalsByCurrency(int from) {
    return object(
        Arrays.stream(Transaction.Currency.values())
            .filter(currency -> counts[from + currency.ordinal()] > 0)
            .map(
                currency -> {
                  int cell = from + currency.ordinal();
                  return field(currency.name(), total(cell, cell + 1));
                }));
  }

  /** Of some cells, with the largest scale that was summed, and at least one fractional digit. */
  private String total(int from, int to) {
    long sum = 0;
    int scale = 1;
    for (int cell = from; cell < to; cell++) {
      sum += sums[cell];
      scale = Math.max(scale, scales[cell]);
    }
    BigDecimal total = BigDecimal.valueOf(sum / POWERS_OF_TEN[MAX_SCALE - scale], scale);
    return object(Stream.of(field("total", total), field("count", count(from, to))));
  }

  private long count(int from, int to) {
    long count = 0;
    for (int cell = from; cell < to; cell++) {
      count += counts[cell];
    }
    return count;
  }
}
