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

  private final int types;

  /** Of each type and currency. */
  private final long[] sums;

  private final long[] counts;
  private final byte[] scales;

  private long duplicates;

  ExpectedTotals(int types) {
    this.types = types;
    this.sums = new long[Math.multiplyExact(types, CURRENCIES)];
    this.counts = new long[sums.length];
    this.scales = new byte[sums.length];
  }

  void accept(Transaction row) {
    int cell = row.type() * CURRENCIES + row.currency().ordinal();
    sums[cell] += row.unscaled() * POWERS_OF_TEN[MAX_SCALE - row.scale()];
    counts[cell]++;
    scales[cell] = (byte) Math.max(scales[cell], row.scale());
    accept();
  }

  /** Says of an accepted row that it was there before. */
  void repeated() {
    duplicates++;
  }

  @Override
  protected String describe() {
    return super.describe() + String.format(Locale.ROOT, ", %,d repeated", duplicates);
  }

  @Override
  protected void writeResults(Writer json) throws IOException {
    json.write(",\n  " + field("duplicates", duplicates));
    writeByType("totals", cell -> total(cell, cell + CURRENCIES), json);
    writeByType("totalsByCurrency", this::totalsByCurrency, json);
  }

  /** Each type in a line of its own. Types without a row are left out. */
  private void writeByType(String name, IntFunction<String> totals, Writer json)
      throws IOException {
    json.write(",\n  \"" + name + "\": {");
    String separator = "\n    ";
    for (int type = 0; type < types; type++) {
      int cell = type * CURRENCIES;
      if (count(cell, cell + CURRENCIES) > 0) {
        json.write(separator + field(Transaction.type(type), totals.apply(cell)));
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
