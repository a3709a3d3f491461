package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.output.Utf8Buffer;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/** What {@code sales-summary} must come to. */
final class ExpectedSales extends ExpectedResults {
  private final Map<String, Long> cents = new TreeMap<>();

  void accept(String category, long more) {
    cents.merge(category, more, Long::sum);
    accept();
  }

  @Override
  protected void writeResults(Utf8Buffer json, OutputStream out) {
    json.text(",\n  \"categories\": {");
    String separator = "";
    for (Map.Entry<String, Long> category : cents.entrySet()) {
      json.text(separator + "\"" + category.getKey() + "\": ");
      json.number(category.getValue(), 2);
      separator = ", ";
    }
    json.text("}");
  }
}
