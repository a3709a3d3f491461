package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.record.RejectReason;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/** How a run ended, for people and for programs. */
record Summary(String job, Status status, Ledger ledger, Duration elapsed) {

  enum Status {
    FINISHED,
    FAILED,
    CANCELLED,
    /** With a savepoint, to be resumed. */
    STOPPED;

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private long rowsPerSecond() {
    return elapsed.isZero() ? 0 : ledger.read() * 1000 / Math.max(1, elapsed.toMillis());
  }

  /** A small table, with a line end after each line. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%s %s in %.1f s, %,d rows/s\n",
            job,
            status.text(),
            elapsed.toMillis() / 1000.0,
            rowsPerSecond()));
    line(table, "read", ledger.read(), "");
    line(table, "accepted", ledger.accepted(), "");
    line(table, "rejected", ledger.rejected(), byReason(ledger.rejectedByReason()));
    line(table, "late", ledger.late(), "");
    line(table, "filtered", ledger.filtered(), byReason(ledger.filteredByReason()));
    line(table, "emitted", ledger.emitted(), "");
    table.append(
        ledger.isBalanced()
            ? "  balanced: read = accepted + rejected + late + filtered\n"
            : "  NOT BALANCED: read is not accepted + rejected + late + filtered\n");
    if (looksLikeAnotherEncoding()) {
      table.append("  the input is not UTF-8; try `iconv -f CP949 -t UTF-8`\n");
    }
    return table.toString();
  }

  private static void line(StringBuilder table, String name, long count, String detail) {
    String line = String.format(Locale.ROOT, "  %-9s %,14d   %s", name, count, detail);
    table.append(line.stripTrailing()).append('\n');
  }

  private static String byReason(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Some broken bytes are dirt; when most rejected rows have them it is the file's encoding. */
  private boolean looksLikeAnotherEncoding() {
    long badEncoding = ledger.rejectedByReason().getOrDefault(RejectReason.BAD_ENCODING.text(), 0L);
    return badEncoding * 2 > ledger.rejected() && badEncoding * 10 > ledger.read();
  }

  /** One JSON object, with a line end. */
  String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("job", job);
    json.put("status", status.text());
    json.put("read", ledger.read());
    json.put("accepted", ledger.accepted());
    putByReason(json.putObject("rejected"), ledger.rejected(), ledger.rejectedByReason());
    json.put("late", ledger.late());
    json.put("filtered", ledger.filtered());
    json.put("emitted", ledger.emitted());
    json.put("elapsedMs", elapsed.toMillis());
    json.put("rowsPerSecond", rowsPerSecond());
    json.put("balanced", ledger.isBalanced());
    return json + "\n";
  }

  private static void putByReason(ObjectNode json, long total, Map<String, Long> byReason) {
    json.put("total", total);
    ObjectNode reasons = json.putObject("byReason");
    byReason.forEach(reasons::put);
  }
}
