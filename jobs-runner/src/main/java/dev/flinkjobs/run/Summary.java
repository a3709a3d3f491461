package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a run ended, for people and for programs.
 *
 * @param account the ledger; empty where the cluster reported none, before the first row for
 *     instance: then nothing is said of rows, least of all that they balance
 * @param outputs whose results are counted apart, in the order in which they are shown
 */
record Summary(
    String job, Status status, Optional<Ledger> account, List<String> outputs, Duration elapsed) {
  enum Status {
    FINISHED,
    FAILED,
    CANCELLED,
    /** On a cluster, without its client. */
    RUNNING,
    /** With a savepoint, to be resumed. */
    STOPPED;

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A small table, with a line end after each line. */
  String table() {
    return account
        .map(ledger -> how() + table(ledger))
        .orElse(how() + "; how many rows were read was not reported\n");
  }

  /** How it ended and when, without a line end. */
  String how() {
    return String.format(
        Locale.ROOT, "%s %s in %.1f s", job, status.text(), elapsed.toMillis() / 1000.0);
  }

  private String table(Ledger ledger) {
    StringBuilder table = new StringBuilder();
    table.append(String.format(Locale.ROOT, ", %,d rows/s\n", rowsPerSecond(ledger)));
    line(table, "read", ledger.read(), "");
    line(table, "accepted", ledger.accepted(), "");
    line(table, "rejected", ledger.rejected(), detail(ledger.rejectedByReason()));
    line(table, "late", ledger.late(), missedWindows(ledger));
    line(table, "filtered", ledger.filtered(), detail(ledger.filteredByReason()));
    line(table, "duplicate", ledger.duplicate(), "");
    line(table, "emitted", ledger.emitted(), detail(byOutput(ledger)));
    if (ledger.refused() > 0) {
      line(table, "refused", ledger.refused(), "results too large for the output, in --rejected");
    }
    table.append(
        ledger.isBalanced()
            ? "  balanced: read = accepted + rejected + late + filtered + duplicate\n"
            : "  NOT BALANCED: read is not accepted + rejected + late + filtered + duplicate\n");
    if (looksLikeAnotherEncoding(ledger)) {
      table.append("  ").append(otherEncoding(ledger)).append('\n');
    }
    for (String pair : ledger.alikeKeys()) {
      table.append("  two keys that look the same: ").append(Visible.text(pair)).append('\n');
    }
    return table.toString();
  }

  private long rowsPerSecond(Ledger ledger) {
    return elapsed.isZero() ? 0 : ledger.read() * 1000 / Math.max(1, elapsed.toMillis());
  }

  private static void line(StringBuilder table, String name, long count, String detail) {
    String line = String.format(Locale.ROOT, "  %-9s %,14d   %s", name, count, detail);
    table.append(line.stripTrailing()).append('\n');
  }

  private static String missedWindows(Ledger ledger) {
    return ledger.missedWindows() == 0
        ? ""
        : String.format(Locale.ROOT, "missed windows %,d", ledger.missedWindows());
  }

  /** Also of those that had no result, which is worth knowing. */
  private Map<String, Long> byOutput(Ledger ledger) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String output : outputs) {
      counts.put(output, ledger.emittedByOutput().getOrDefault(output, 0L));
    }
    return counts;
  }

  private static String detail(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Some broken bytes are dirt; when most rejected rows have them it is the file's encoding. */
  private static boolean looksLikeAnotherEncoding(Ledger ledger) {
    long badEncoding = ledger.rejectedByReason().getOrDefault(RejectReason.BAD_ENCODING.text(), 0L);
    return badEncoding * 2 > ledger.rejected() && badEncoding * 10 > ledger.read();
  }

  /**
   * Prints it behind all results, and writes it, if that is wanted; gives what kept it from being
   * written.
   *
   * @param withRows whether there were any to give account of
   */
  Optional<String> tell(boolean withRows, Optional<Path> file) {
    System.out.flush();
    System.err.print(withRows ? table() : how() + "\n");
    System.err.flush();
    return writeTo(file);
  }

  /** What to do about it. */
  static String otherEncoding(Ledger ledger) {
    return ledger.isCp949()
        ? "the input looks like CP949: add `--encoding cp949`"
        : "the input is not in its --encoding, or escapes half a character in JSON; give another, such"
            + " as windows-1252, or convert it by `iconv -f ENCODING -t UTF-8`";
  }

  /** Writes it as JSON, if it is wanted; gives what kept it from being written. */
  Optional<String> writeTo(Optional<Path> file) {
    if (file.isPresent()) {
      try {
        Files.writeString(file.get(), json());
      } catch (IOException unwritable) {
        return Optional.of(
            Visible.text("--summary-json " + file.get() + ": cannot be written: " + unwritable));
      }
    }
    return Optional.empty();
  }

  /** One JSON object, with a line end. Without an account it has no counts. */
  String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("status", status.text());
    json.put("job", job);
    account.ifPresent(ledger -> putCounts(json, ledger));
    json.put("elapsedMs", elapsed.toMillis());
    account.ifPresent(ledger -> putVerdict(json, ledger));
    return json + "\n";
  }

  private void putVerdict(ObjectNode json, Ledger ledger) {
    json.put("rowsPerSecond", rowsPerSecond(ledger));
    json.put("balanced", ledger.isBalanced());
  }

  private void putCounts(ObjectNode json, Ledger ledger) {
    json.put("read", ledger.read());
    json.put("accepted", ledger.accepted());
    ObjectNode rejected = json.putObject("rejected");
    rejected.put("total", ledger.rejected());
    ledger.rejectedByReason().forEach(rejected.putObject("byReason")::put);
    json.put("late", ledger.late());
    if (ledger.missedWindows() > 0) {
      json.put("missedWindows", ledger.missedWindows());
    }
    json.put("filtered", ledger.filtered());
    if (!ledger.filteredByReason().isEmpty()) {
      ledger.filteredByReason().forEach(json.putObject("filteredByReason")::put);
    }
    json.put("duplicate", ledger.duplicate());
    json.put("emitted", ledger.emitted());
    if (ledger.refused() > 0) {
      json.put("refused", ledger.refused());
    }
    if (!outputs.isEmpty()) {
      ObjectNode counts = json.putObject("emittedByOutput");
      byOutput(ledger).forEach(counts::put);
    }
    if (!ledger.alikeKeys().isEmpty()) {
      ledger.alikeKeys().forEach(json.putArray("alikeKeys")::add);
    }
  }
}
