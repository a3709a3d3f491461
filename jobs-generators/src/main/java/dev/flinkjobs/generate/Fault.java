package dev.flinkjobs.generate;

import dev.flinkjobs.record.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong with a row: a field with another text, or a row that ends too early. */
public final class Fault {
  private static final Charset CP949 = Charset.forName("x-windows-949");

  /** Why a job that needs all columns of the file rejects the row. */
  final RejectReason reason;

  /** The field that is replaced, by its place in the header, from 0. */
  final int column;

  /** What stands in its place; null: the row ends before it. */
  final byte @Nullable [] text;

  private Fault(RejectReason reason, int column, byte @Nullable [] text) {
    this.reason = reason;
    this.column = column;
    this.text = text;
  }

  /** A text in place of a field, quotes and all. */
  public static Fault of(RejectReason reason, int column, String text) {
    return new Fault(reason, column, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A text in CP949, as Korean programs on Windows write it. */
  public static Fault cp949(int column, String text) {
    return new Fault(RejectReason.BAD_ENCODING, column, text.getBytes(CP949));
  }

  /** Bytes in place of a field that are no UTF-8. */
  public static Fault badEncoding(int column, int... unsigned) {
    byte[] bytes = new byte[unsigned.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) unsigned[i];
    }
    return new Fault(RejectReason.BAD_ENCODING, column, bytes);
  }

  /** The row ends before a field. */
  public static Fault cutBefore(int column) {
    return new Fault(RejectReason.WRONG_COLUMN_COUNT, column, null);
  }
}
