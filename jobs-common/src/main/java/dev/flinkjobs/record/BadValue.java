package dev.flinkjobs.record;

/**
 * Thrown by a decoder for a row it cannot accept. It has no stack trace: bad rows are data, and a
 * file may hold millions of them.
 */
public final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;
  private final int column;

  /**
   * @param column the position of the column at fault in {@link RowDecoder#columns()}
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
