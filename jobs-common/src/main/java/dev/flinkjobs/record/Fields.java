package dev.flinkjobs.record;

/**
 * One input row as its decoder sees it. Columns are numbered as in {@link RowDecoder#columns()},
 * whatever their place in the file. Values are not trimmed; a blank one is missing. Valid only
 * during {@link RowDecoder#decode}.
 */
public interface Fields {

  /** The text of a column. Throws {@link RejectReason#MISSING_VALUE} when it is blank. */
  String text(int column) throws BadValue;

  /**
   * The exact decimal in a column, in plain notation such as {@code -12.50}, {@code +5} or {@code
   * 7}. Throws {@link RejectReason#MISSING_VALUE} when it is blank and {@link
   * RejectReason#NOT_A_NUMBER} for anything else, {@code .5}, {@code 5.}, {@code 1e3} and {@code
   * 1,000} among them.
   */
  Decimal decimal(int column) throws BadValue;

  /**
   * The columns {@code from} to {@code to}, exclusive, as one key. Throws {@link
   * RejectReason#MISSING_VALUE} when one of them is blank.
   */
  GroupKey key(int from, int to) throws BadValue;
}
