package dev.flinkjobs.generate.transactions;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What comes out of a file of transactions.
 *
 * @param totals lines {@code type,total,count}, as transaction-totals writes them
 * @param distinctTotals the same of each row once
 * @param totalsByCurrency lines {@code type,currency,total,count}
 */
record Results(
    long rows,
    long accepted,
    Map<String, Long> rejected,
    long duplicates,
    SortedSet<String> totals,
    SortedSet<String> totalsByCurrency,
    SortedSet<String> distinctTotals) {

  /** Reads what the generator wrote. */
  static Results expected(Path csv) throws IOException {
    return expected(Files.readString(Path.of(csv + ".expected.json")));
  }

  static Results expected(String text) throws IOException {
    JsonNode json =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readTree(text);
    TreeMap<String, Long> rejected = new TreeMap<>();
    long rejectedRows = 0;
    for (Map.Entry<String, JsonNode> reason : json.at("/rejected/byReason").properties()) {
      rejected.put(reason.getKey(), reason.getValue().longValue());
      rejectedRows += reason.getValue().longValue();
    }
    if (rejectedRows != json.at("/rejected/total").longValue()) {
      throw new AssertionError("rejected rows do not add up: " + json.get("rejected"));
    }
    SortedSet<String> totals = totals(json.get("totals"));
    SortedSet<String> totalsByCurrency = new TreeSet<>();
    for (Map.Entry<String, JsonNode> type : json.get("totalsByCurrency").properties()) {
      type.getValue()
          .properties()
          .forEach(total -> totalsByCurrency.add(type.getKey() + "," + line(total)));
    }
    return new Results(
        json.get("rows").longValue(),
        json.get("accepted").longValue(),
        rejected,
        json.get("duplicates").longValue(),
        totals,
        totalsByCurrency,
        json.has("distinctTotals") ? totals(json.get("distinctTotals")) : totals);
  }

  private static SortedSet<String> totals(JsonNode json) {
    SortedSet<String> totals = new TreeSet<>();
    json.properties().forEach(total -> totals.add(line(total)));
    return totals;
  }

  private static String line(Map.Entry<String, JsonNode> entry) {
    BigDecimal total = entry.getValue().get("total").decimalValue();
    return entry.getKey() + "," + total.toPlainString() + "," + entry.getValue().get("count");
  }
}
