package dev.flinkjobs.record;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
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
 * @param cut how many bytes {@code value} and {@code raw} lack at their ends; null for none
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
    boolean base64,
    @Nullable Long cut) {

  public static final TypeInformation<Rejected> TYPE = Types.POJO(Rejected.class);

  /** As many characters of a value or a row as are of use in one line. */
  private static final int SHORT = 80;

  /** Of which nothing is cut. */
  public Rejected(
      String id,
      String source,
      long offset,
      @Nullable Long line,
      @Nullable String column,
      @Nullable String value,
      RejectReason reason,
      String raw,
      boolean base64) {
    this(id, source, offset, line, column, value, reason, raw, base64, null);
  }

  /**
   * The same with less text: of a long value, which the row has in it, what shows in a line; else
   * the beginning of the row.
   *
   * @param share of the row that is left, from 0 to 1
   */
  public Rejected cut(double share) {
    String shortValue = value != null && value.length() > SHORT ? start(value, SHORT) : value;
    int left = Objects.equals(shortValue, value) ? (int) (raw.length() * share) : raw.length();
    String shortRaw = base64 ? raw.substring(0, left / 4 * 4) : start(raw, left);
    long missing = bytes(value) - bytes(shortValue) + rowBytes(raw) - rowBytes(shortRaw);
    missing += cut == null ? 0 : cut;
    return new Rejected(
        id, source, offset, line, column, shortValue, reason, shortRaw, base64, missing);
  }

  /** So many characters, without half of one. */
  private static String start(String text, int length) {
    boolean splits =
        length > 0 && length < text.length() && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length);
  }

  private long rowBytes(String row) {
    return base64 ? Base64.getDecoder().decode(row).length : bytes(row);
  }

  private static long bytes(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

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
        RowId.of(incarnation + id), source, offset, line, column, value, reason, raw, base64, cut);
  }

  /** The same, with the source as people know it. */
  public Rejected from(String shownSource) {
    return new Rejected(id, shownSource, offset, line, column, value, reason, raw, base64, cut);
  }

  /** The same, of lines that are counted from further up. */
  public Rejected furtherDown(long lines) {
    Long there = line == null ? null : line + lines;
    return new Rejected(id, source, offset, there, column, value, reason, raw, base64, cut);
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
      case DUPLICATE -> Visible.text(column) + quoted(value) + " was there before";
      case WRONG_COLUMN_COUNT, BAD_ENCODING, BAD_QUOTE, BAD_JSON, ROW_TOO_LONG, RESULT_TOO_LARGE ->
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
