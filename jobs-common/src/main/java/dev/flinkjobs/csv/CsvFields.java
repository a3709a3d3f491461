package dev.flinkjobs.csv;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RejectReason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;

/** The fields of the row that a {@link RowScanner} found last, decoded when they are asked for. */
final class CsvFields implements Fields {

  /** Digits that always fit into a long. */
  private static final int DIGITS_OF_LONG = 18;

  /** More digits than any amount has; beyond it reading a number costs more than reading a file. */
  private static final int MAX_DIGITS = 1000;

  /** As many zeros as there may be digits: what is written short costs no more than the rest. */
  private static final int MAX_EXPONENT = 1000;

  private final RowScanner row;
  private final GroupKey.Cache keys = new GroupKey.Cache();
  private final TimeFormat times;
  private Timestamps timestamps;
  private byte[] bytes;
  private byte[] joined = new byte[64];

  CsvFields(RowScanner row, TimeFormat times) {
    this.row = row;
    this.times = times;
    this.timestamps = new Timestamps(ZoneOffset.UTC, times);
    this.bytes = new byte[0];
  }

  /** Reads from this buffer from now on. */
  void in(byte[] buffer) {
    this.bytes = buffer;
  }

  @Override
  public String text(int column) throws BadValue {
    String text = raw(column);
    if (text.isBlank()) {
      throw new BadValue(RejectReason.MISSING_VALUE, column);
    }
    return text;
  }

  @Override
  public String raw(int column) {
    int from = row.start[column];
    String text = new String(bytes, from, row.end[column] - from, StandardCharsets.UTF_8);
    return row.escaped[column] ? text.replace("\"\"", "\"") : text;
  }

  @Override
  public Decimal decimal(int column) throws BadValue {
    int from = row.start[column];
    int to = row.end[column];
    int position = from;
    boolean negative = false;
    if (position < to && (bytes[position] == '-' || bytes[position] == '+')) {
      negative = bytes[position] == '-';
      position++;
    }
    int firstDigit = position;
    int point = -1;
    long unscaled = 0;
    for (; position < to; position++) {
      int digit = bytes[position] - '0';
      if (digit >= 0 && digit <= 9) {
        unscaled = unscaled * 10 + digit;
      } else if (bytes[position] == '.' && point < 0 && position > firstDigit) {
        point = position;
      } else if ((bytes[position] | 0x20) == 'e' && position > firstDigit && point < position - 1) {
        return withExponent(column, position - firstDigit, position + 1);
      } else {
        throw notANumber(column);
      }
    }
    if (to == firstDigit || point == to - 1) {
      throw notANumber(column);
    }
    int scale = point < 0 ? 0 : to - 1 - point;
    if (to - firstDigit <= DIGITS_OF_LONG) {
      return Decimal.of(negative ? -unscaled : unscaled, scale);
    }
    return decimal(column, to - firstDigit);
  }

  /**
   * @param digits how long the number is in front of its exponent, without the sign
   * @param start of the exponent
   */
  private Decimal withExponent(int column, int digits, int start) throws BadValue {
    int to = row.end[column];
    boolean signed = start < to && (bytes[start] == '-' || bytes[start] == '+');
    int firstDigit = signed ? start + 1 : start;
    int exponent = 0;
    for (int i = firstDigit; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw notANumber(column);
      }
      exponent = Math.min(exponent * 10 + digit, MAX_EXPONENT + 1);
    }
    if (firstDigit == to) {
      throw notANumber(column);
    }
    if (exponent > MAX_EXPONENT) {
      throw new BadValue(RejectReason.OUT_OF_RANGE, column);
    }
    return decimal(column, digits);
  }

  /** A number that is well-formed, and perhaps too long. */
  private Decimal decimal(int column, int digits) throws BadValue {
    if (digits > MAX_DIGITS) {
      throw new BadValue(RejectReason.OUT_OF_RANGE, column);
    }
    int from = row.start[column];
    return Decimal.of(
        new BigDecimal(new String(bytes, from, row.end[column] - from, StandardCharsets.US_ASCII)));
  }

  private BadValue notANumber(int column) {
    return missingOr(RejectReason.NOT_A_NUMBER, column);
  }

  private BadValue missingOr(RejectReason reason, int column) {
    return new BadValue(raw(column).isBlank() ? RejectReason.MISSING_VALUE : reason, column);
  }

  @Override
  public long timestamp(int column, ZoneId zone) throws BadValue {
    if (!timestamps.areOf(zone)) {
      timestamps = new Timestamps(zone, times);
    }
    long timestamp = timestamps.parse(bytes, row.start[column], row.end[column]);
    if (timestamp == Timestamps.NONE) {
      throw missingOr(RejectReason.NOT_A_TIMESTAMP, column);
    }
    return timestamp;
  }

  @Override
  public GroupKey key(int from, int to) throws BadValue {
    for (int column = from; column < to; column++) {
      requireValue(column);
    }
    if (to - from == 1 && !row.escaped[from]) {
      return keys.get(bytes, row.start[from], row.end[from]);
    }
    int length = 0;
    for (int column = from; column < to; column++) {
      if (column > from) {
        joined[length++] = GroupKey.SEPARATOR;
      }
      length = append(column, length);
    }
    return keys.get(joined, 0, length);
  }

  /** Appends a field without its doubled quotes; leaves room for one byte more. */
  private int append(int column, int length) {
    int from = row.start[column];
    int to = row.end[column];
    if (joined.length < length + to - from + 1) {
      joined = Arrays.copyOf(joined, (length + to - from + 1) * 2);
    }
    int at = length;
    for (int i = from; i < to; i++) {
      joined[at++] = bytes[i];
      if (bytes[i] == '"' && row.escaped[column]) {
        i++;
      }
    }
    return at;
  }

  private void requireValue(int column) throws BadValue {
    int from = row.start[column];
    // Printable ASCII at the start is a value; only white space of any script needs a closer look.
    boolean surelyText = from < row.end[column] && bytes[from] > ' ';
    if (!surelyText) {
      text(column);
    }
  }
}
