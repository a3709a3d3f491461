package dev.flinkjobs.record;

import java.util.Base64;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A row that no record could be made of, with all that is needed to find, count, correct and replay
 * it.
 *
 * @param id a {@link RowId}: the same for the same row in every run, if its source can be read
 *     again; another for any other row
 * @param source the file, or topic and partition
 * @param offset of the row's first byte in the (uncompressed) file, or of the record in its
 *     partition
 * @param line of the row's first byte, from 1; null where lines are not counted
 * @param column the column at fault; null when it is the row as a whole
 * @param value that column's text; null as {@code column}
 * @param raw the row without its line end: text, or Base64 when {@code base64}
 * @param base64 whether the bytes are not valid UTF-8
 */
public record Rejected(
    String id,
    String source,
    long offset,
    @Nullable Long line,
    @Nullable String column,
    @Nullable String value,
    RejectReason reason,
    String raw,
    boolean base64) {

  public static final TypeInformation<Rejected> TYPE = Types.POJO(Rejected.class);

  /** As many characters of a value or a row as are of use in one line. */
  private static final int SHORT = 80;

  /**
   * Where and what, in one line: {@code data/transactions.csv:17: amount 'abc' is not a number},
   * with {@code @} and the offset where lines are not counted, and with what to do about it where
   * that is known.
   */
  public String describe() {
    String where = line != null ? ":" + line : "@" + offset;
    return Visible.text(source) + where + ": " + what();
  }

  /**
   * The same, and another row than that with the same bytes at the same place in another source of
   * this name.
   *
   * @param incarnation of the source, such as a connection or a topic that was made anew
   */
  public Rejected of(String incarnation) {
    return new Rejected(
        RowId.of(incarnation + id), source, offset, line, column, value, reason, raw, base64);
  }

  /** The same, with the source as people know it. */
  public Rejected from(String shownSource) {
    return new Rejected(id, shownSource, offset, line, column, value, reason, raw, base64);
  }

  /** The same, of lines that are counted from further up. */
  public Rejected furtherDown(long lines) {
    return new Rejected(
        id, source, offset, line == null ? null : line + lines, column, value, reason, raw, base64);
  }

  /** Whether it is no UTF-8, and most likely the CP949 of Windows in Korea. */
  public boolean looksLikeCp949() {
    return base64 && Refused.looksLikeCp949(Base64.getDecoder().decode(raw));
  }

  private String what() {
    String why = reason.text();
    if (column == null) {
      String encoded = base64 ? " (Base64)" : "";
      return why + " in '" + shortened(raw) + "'" + encoded + hint();
    }
    return switch (reason) {
      case MISSING_VALUE -> Visible.text(column) + " is missing";
      case NOT_A_NUMBER, NOT_A_TIMESTAMP, TOO_FAR_IN_THE_FUTURE, NOT_A_BOOLEAN, OUT_OF_RANGE ->
          Visible.text(column)
              + quoted(value)
              + " is "
              + why
              + (value == null ? "" : Visible.text(Refused.hint(reason, value)));
      case WRONG_COLUMN_COUNT, BAD_ENCODING, BAD_QUOTE, BAD_JSON, ROW_TOO_LONG ->
          Visible.text(column) + quoted(value) + ": " + why;
    };
  }

  private String hint() {
    return looksLikeCp949()
        ? "; it looks like CP949: `--encoding cp949`"
        : Refused.hint(reason, base64 ? "" : raw);
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "" : " '" + shortened(value) + "'";
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHORT
        ? Visible.text(text)
        : Visible.text(text.substring(0, text.offsetByCodePoints(0, SHORT - 1))) + "…";
  }
}
