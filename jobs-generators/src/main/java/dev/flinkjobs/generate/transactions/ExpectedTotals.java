package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.output.Utf8Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.IntConsumer;

/** What a job that reads the generated file must come to. */
final class ExpectedTotals extends ExpectedResults {
  /** The largest scale of an amount; sums are kept in it. */
  static final int MAX_SCALE = 3;

  /** The largest amount without its sign, whatever its scale. */
  static final int MAX_UNSCALED = 1_000_000;

  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1000};
  private static final int CURRENCIES = Currency.ALL.size();

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
    int cell = row.type() * CURRENCIES + row.currency().number();
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

  /** Each type in a line of its own. Types without a row are left out. */
  @Override
  protected void writeResults(Utf8Buffer json, OutputStream out) throws IOException {
    field(",\n  \"duplicates\": ", duplicates, json);
    json.text(",\n  \"totals\": {");
    forEachType(json, out, cell -> total(cell, cell + CURRENCIES, json));
    json.text("\n  },\n  \"totalsByCurrency\": {");
    forEachType(json, out, cell -> totalsByCurrency(cell, json));
    json.text("\n  }");
  }

  private void forEachType(Utf8Buffer json, OutputStream out, IntConsumer writeTotals)
      throws IOException {
    String separator = "\n    \"";
    for (int type = 0; type < types; type++) {
      int cell = type * CURRENCIES;
      if (count(cell, cell + CURRENCIES) > 0) {
        json.text(separator);
        TransactionTypes.append(type, json);
        json.text("\": ");
        writeTotals.accept(cell);
        separator = ",\n    \"";
      }
      if (json.length() >= FLUSH_BYTES) {
        json.writeTo(out);
        json.truncate(0);
      }
    }
  }

  private void totalsByCurrency(int from, Utf8Buffer json) {
    String separator = "{\"";
    for (Currency currency : Currency.ALL) {
      int cell = from + currency.number();
      if (counts[cell] > 0) {
        json.text(separator);
        json.text(currency.code());
        json.text("\": ");
        total(cell, cell + 1, json);
        separator = ", \"";
      }
    }
    json.ascii('}');
  }

  /** Of some cells, with the largest scale that was summed, and at least one fractional digit. */
  private void total(int from, int to, Utf8Buffer json) {
    long sum = 0;
    int scale = 1;
    for (int cell = from; cell < to; cell++) {
      sum += sums[cell];
      scale = Math.max(scale, scales[cell]);
    }
    json.text("{\"total\": ");
    json.number(sum / POWERS_OF_TEN[MAX_SCALE - scale], scale);
    field(", \"count\": ", count(from, to), json);
    json.ascii('}');
  }

  private long count(int from, int to) {
    long count = 0;
    for (int cell = from; cell < to; cell++) {
      count += counts[cell];
    }
    return count;
  }
}
