package dev.flinkjobs.record;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A row that no record could be made of, with all that is needed to find, count, correct and replay
 * it.
 *
 * @param id the same for the same row in every run: {@code source@offset}
 * @param source the file, or topic and partition
 * @param offset of the row's first byte in the (uncompressed) source, from 0
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

  private static final int SHOWN_CHARACTERS = 120;

  /**
   * Where and why, in one line for people: {@code data/t.csv:17: amount '12,5' is not a number}.
   */
  public String describe() {
    String where = source + (line == null ? "@" + offset : ":" + line);
    String what = column == null ? reason.text() : column + " '" + value + "': " + reason.text();
    return where + ": " + what + " in: " + shortened(raw);
  }

  private static String shortened(String text) {
    String oneLine = text.replace("\r", "\\r").replace("\n", "\\n");
    return oneLine.length() <= SHOWN_CHARACTERS
        ? oneLine
        : oneLine.substring(0, SHOWN_CHARACTERS) + "…";
  }
}
