package dev.flinkjobs.record;

import java.time.ZoneId;

/**
 * One input row as its decoder sees it. Columns are numbered as in {@link RowDecoder#columns()},
 * whatever their place in the file. Texts and keys are not trimmed; a blank value is missing. Valid
 * only during {@link RowDecoder#decode}.
 */
public interface Fields {

  /** The text of a column. Throws {@link RejectReason#MISSING_VALUE} when it is blank. */
  String text(int column) throws BadValue;

  /** The text of a column as it stands there, blank or not. */
  String raw(int column);

  /**
   * The exact decimal in a column: {@code -12.50}, {@code +5}, {@code .5}, {@code 5.}, or with an
   * exponent {@code 1e3}, {@code 1.5E-7}. Blanks and tabs around it do not count. Throws {@link
   * RejectReason#MISSING_VALUE} when it is blank, {@link RejectReason#OUT_OF_RANGE} when it has
   * more than 1000 digits or an exponent beyond ±1000, and {@link RejectReason#NOT_A_NUMBER} for
   * anything else, {@code 1,000} and {@code $5} among them.
   */
  Decimal decimal(int column) throws BadValue;

  /**
   * The time in a column, in milliseconds since 1970-01-01T00:00:00Z: {@code 2024-05-11 10:00:00},
   * with fractional seconds or an offset, {@code T} for the blank, a date alone, or what {@code
   * --time-format} says. Throws {@link RejectReason#MISSING_VALUE} when it is blank and {@link
   * RejectReason#NOT_A_TIMESTAMP} for anything else.
   *
   * @param zone of a time without an offset. One that occurs twice, where clocks are put back, is
   *     the first; one that does not occur, where they are put forward, is as far behind the gap
   */
  long timestamp(int column, ZoneId zone) throws BadValue;

  /**
   * The columns {@code from} to {@code to}, exclusive, as one key. Throws {@link
   * RejectReason#MISSING_VALUE} when one of them is blank.
   */
  GroupKey key(int from, int to) throws BadValue;
}
