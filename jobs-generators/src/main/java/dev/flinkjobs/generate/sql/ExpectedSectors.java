package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.output.Utf8Buffer;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** What {@code sector-summary} must come to. */
final class ExpectedSectors extends ExpectedResults {
  static final List<String> NAMES = List.of("biotech", "internet", "semiconductor");

  private final BigInteger[] values = new BigInteger[NAMES.size()];
  private final long[] prices = new long[NAMES.size()];
  private final long[] volumes = new long[NAMES.size()];
  private final long[] counts = new long[NAMES.size()];

  ExpectedSectors() {
    Arrays.fill(values, BigInteger.ZERO);
  }

  void accept(int sector, long cents, long volume) {
    values[sector] = values[sector].add(BigInteger.valueOf(cents * volume));
    prices[sector] += cents;
    volumes[sector] += volume;
    counts[sector]++;
    accept();
  }

  @Override
  protected void writeResults(Utf8Buffer json, OutputStream out) {
    json.text(",\n  \"sectors\": {");
    String separator = "\n";
    for (int sector = 0; sector < NAMES.size(); sector++) {
      if (counts[sector] > 0) {
        json.text(separator + "    \"" + NAMES.get(sector) + "\": {");
        json.text("\"total_value\": " + new BigDecimal(values[sector], 2).toPlainString());
        json.text(", \"avg_price\": " + averagePrice(sector).toPlainString());
        field(", \"total_volume\": ", volumes[sector], json);
        field(", \"transaction_count\": ", counts[sector], json);
        json.ascii('}');
        separator = ",\n";
      }
    }
    json.text("\n  }");
  }

  private BigDecimal averagePrice(int sector) {
    return BigDecimal.valueOf(prices[sector], 2)
        .divide(BigDecimal.valueOf(counts[sector]), 6, RoundingMode.HALF_UP);
  }
}
