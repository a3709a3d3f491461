package dev.flinkjobs.deadletters;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.RowId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A row that a job has rejected, or that came too late.
 *
 * @param id the same each time the dead letter is read: its own, or for a late row, which has none,
 *     of its place and what it holds
 * @param columns as the job wrote them; without those that have no value
 */
record DeadLetter(String id, Map<String, String> columns) {
  /** Of a rejected row. */
  private static final String ID = "id";

  /** Of a late row that was shown, since its own columns may have any name. */
  private static final String LATE_ID = "letter_id";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RAW = "raw";
  private static final String MISSED_WINDOWS = "missed_windows";
  private static final String COUNTED = "counted";
  private static final Set<String> NOT_OF_THE_ROW = Set.of(MISSED_WINDOWS, COUNTED);

  /** Whether these are the columns of a dead letter. */
  static boolean isLetter(Map<String, String> columns) {
    return (columns.containsKey(ID) && columns.containsKey(RAW)) || isLate(columns);
  }

  /**
   * @param columns of a dead letter
   * @param place where it stands, which with what it holds is the id of a late row that has none
   */
  static DeadLetter of(Map<String, String> columns, String place) {
    Map<String, String> others = new LinkedHashMap<>(columns);
    String id = others.remove(isLate(columns) ? LATE_ID : ID);
    return new DeadLetter(id == null ? RowId.of(place + others) : id, others);
  }

  private static boolean isLate(Map<String, String> columns) {
    return columns.containsKey(MISSED_WINDOWS) && columns.containsKey(COUNTED);
  }

  boolean isLate() {
    return isLate(columns);
  }

  /** Why it is a dead letter: {@code not a number}, or {@code late}. */
  String reason() {
    return isLate() ? "late" : columns.getOrDefault("reason", "");
  }

  /** Where it comes from, if it says so: a file, or a topic and partition. */
  String source() {
    return columns.getOrDefault("file", "");
  }

  /** Whether a job has not counted it anywhere. A late row may be counted in other windows. */
  boolean isDropped() {
    return !"elsewhere".equals(columns.get(COUNTED));
  }

  /** Whether it holds no row of the input as it was: too large for a topic, or a result. */
  boolean isCut() {
    return !isLate()
        && (!columns.getOrDefault("cut", "").isEmpty()
            || RejectReason.RESULT_TOO_LARGE.text().equals(reason()));
  }

  boolean isJson() {
    return !isLate() && columns.getOrDefault(RAW, "").startsWith("{");
  }

  /** The row as its input had it, without a line end. */
  byte[] row() {
    if (isLate()) {
      return csv(late().values()).getBytes(StandardCharsets.UTF_8);
    }
    String raw = columns.getOrDefault(RAW, "");
    return "base64".equals(columns.get("encoding"))
        ? Base64.getDecoder().decode(raw)
        : raw.getBytes(StandardCharsets.UTF_8);
  }

  /** The names of the columns of a late row, as CSV. */
  String lateHeader() {
    return csv(late().keySet());
  }

  private Map<String, String> late() {
    Map<String, String> row = new LinkedHashMap<>(columns);
    row.keySet().removeAll(NOT_OF_THE_ROW);
    return row;
  }

  private static String csv(Iterable<String> values) {
    StringWriter line = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(line)) {
      csv.writeRecord(values);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // It is in memory.
    }
    return line.toString().stripTrailing();
  }

  /** All of it as one line of JSON, which can be corrected and read again. */
  String json() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(isLate() ? LATE_ID : ID, id);
    all.putAll(columns);
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Where it was: {@code data/transactions.csv:17}; empty for a late row, which does not say. */
  private String place() {
    String line = columns.getOrDefault("line", "");
    return source().isEmpty()
        ? ""
        : source() + (line.isEmpty() ? "@" + columns.getOrDefault("offset", "") : ":" + line);
  }

  /** One line for people: id, place, reason, and the value at fault or the row. */
  List<String> line() {
    String column = columns.getOrDefault("column", "");
    String what =
        column.isEmpty()
            ? new String(row(), StandardCharsets.UTF_8)
            : column + "='" + columns.getOrDefault("value", "") + "'";
    return Stream.of(id, place(), reason(), what).filter(part -> !part.isEmpty()).toList();
  }
}
