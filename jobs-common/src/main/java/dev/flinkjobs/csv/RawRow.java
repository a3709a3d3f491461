package dev.flinkjobs.csv;

import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A row as it stands in a file, without its line end. */
final class RawRow {
  private final String source;
  private final long offset;
  private final @Nullable Long line;
  private final byte[] bytes;
  private final int from;
  private final int to;

  /**
   * @param offset of its first byte in the (uncompressed) file, or its number among the records of
   *     a partition
   * @param line that it begins on, from 1; null where lines are not counted
   * @param bytes of a buffer, in which it is from {@code from} to {@code to}, exclusive
   */
  RawRow(String source, long offset, @Nullable Long line, byte[] bytes, int from, int to) {
    this.source = source;
    this.offset = offset;
    this.line = line;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** The row for a reason; where that is one column, with its name and text. */
  Rejected rejected(RejectReason reason, @Nullable String column, @Nullable String value) {
    boolean text = Utf8.isValid(bytes, from, to);
    String raw =
        text
            ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
            : Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to));
    return new Rejected(
        RowId.of(source, offset, bytes, from, to),
        source,
        offset,
        line,
        column,
        value,
        reason,
        raw,
        !text);
  }
}
