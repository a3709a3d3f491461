package dev.flinkjobs.record;

/**
 * Thrown by a decoder for a row it cannot accept. It has no stack trace: bad rows are data, and a
 * file may hold millions of them.
 */
public final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  /** Stands for "the row as a whole" where no single column is at fault. */
  public static final int WHOLE_ROW = -1;

  private final RejectReason reason;
  private final int column;

  /**
   * @param column the position of the column at fault in {@link RowDecoder#columns()}, or {@link
   *     #WHOLE_ROW}
   */
  public BadValue(RejectReason reason, int column) {
    super(reason.text(), null, false, false);
    this.reason = reason;
    this.column = column;
  }

  public RejectReason reason() {
    return reason;
  }

  public int column() {
    return column;
  }
}
