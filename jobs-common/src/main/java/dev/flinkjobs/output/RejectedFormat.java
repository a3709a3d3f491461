package dev.flinkjobs.output;

import dev.flinkjobs.record.Rejected;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rejected rows: in files with all that is needed to correct and replay them, on the console as one
 * line that says where to look and what is wrong.
 */
public final class RejectedFormat implements ResultFormat<Rejected> {
  private static final long serialVersionUID = 1L;

  /** As many characters of a value or a row as are of use in one line. */
  private static final int SHORT = 80;

  @Override
  public List<String> columns() {
    return List.of("id", "file", "offset", "line", "column", "value", "reason", "raw", "encoding");
  }

  /** The encoding is that of {@code raw}: {@code utf-8}, or {@code base64} of other bytes. */
  @Override
  public void write(Rejected rejected, RowWriter row) {
    row.text(rejected.id());
    row.text(rejected.source());
    row.number(rejected.offset());
    Long line = rejected.line();
    if (line == null) {
      row.text(null);
    } else {
      row.number(line);
    }
    row.text(rejected.column());
    row.text(rejected.value());
    row.text(rejected.reason().text());
    row.text(rejected.raw());
    row.text(rejected.base64() ? "base64" : "utf-8");
  }

  /** {@code rejected data/transactions.csv:17: amount '12,5' is not a number}. */
  @Override
  public String print(Rejected rejected) {
    Long line = rejected.line();
    String where =
        line != null ? ":" + line : String.format(Locale.ROOT, " at byte %d", rejected.offset());
    return "rejected " + visible(rejected.source()) + where + ": " + what(rejected);
  }

  private static String what(Rejected rejected) {
    String reason = rejected.reason().text();
    String column = rejected.column();
    if (column == null) {
      String encoded = rejected.base64() ? " (Base64)" : "";
      return reason + " in '" + shortened(rejected.raw()) + "'" + encoded;
    }
    return switch (rejected.reason()) {
      case MISSING_VALUE -> visible(column) + " is missing";
      case NOT_A_NUMBER, NOT_A_TIMESTAMP, NOT_A_BOOLEAN, OUT_OF_RANGE ->
          visible(column) + quoted(rejected.value()) + " is " + reason;
      case WRONG_COLUMN_COUNT, BAD_ENCODING, BAD_QUOTE, ROW_TOO_LONG ->
          visible(column) + quoted(rejected.value()) + ": " + reason;
    };
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "" : " '" + shortened(value) + "'";
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHORT
        ? visible(text)
        : visible(text.substring(0, text.offsetByCodePoints(0, SHORT - 1))) + "…";
  }

  /** Data must not break the line or steer the terminal. */
  private static String visible(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> visible.append("\\n");
        case '\r' -> visible.append("\\r");
        case '\t' -> visible.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            visible.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            visible.append(c);
          }
        }
      }
    }
    return visible.toString();
  }
}
