package dev.flinkjobs.csv;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of the row that a {@link RowScanner} found last, decoded when they are asked for. */
final class CsvFields implements Fields {

  /** Digits that always fit into a long. */
  private static final int DIGITS_OF_LONG = 18;

  /** More digits than any amount has; beyond it reading a number costs more than reading a file. */
  private static final int MAX_DIGITS = 1000;

  /** As many zeros as there may be digits: what is written short costs no more than the rest. */
  private static final int MAX_EXPONENT = 1000;

  /** With what counts: the number, its digits with their point, and those of its exponent. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[ \\t]*+([+-]?+([0-9]++[.]?+[0-9]*+|[.][0-9]++)([eE][+-]?+0*+([0-9]*+)(?<=[0-9]))?+)"
              + "[ \\t]*+");

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
      } else {
        return otherForm(column);
      }
    }
    if (to == firstDigit || point == to - 1 || to - firstDigit > DIGITS_OF_LONG) {
      return otherForm(column);
    }
    int scale = point < 0 ? 0 : to - 1 - point;
    return Decimal.of(negative ? -unscaled : unscaled, scale);
  }

  /** A number that is long, or has an exponent, a point at its end, or blanks around it. */
  private Decimal otherForm(int column) throws BadValue {
    Matcher number = NUMBER.matcher(raw(column));
    if (!number.matches()) {
      throw notANumber(column);
    }
    String exponent = Objects.requireNonNullElse(number.group(4), "");
    long digits = number.group(2).chars().filter(character -> character != '.').count();
    if (digits > MAX_DIGITS
        || exponent.length() > DIGITS_OF_LONG
        || (!exponent.isEmpty() && Long.parseLong(exponent) > MAX_EXPONENT)) {
      throw new BadValue(RejectReason.OUT_OF_RANGE, column);
    }
    return Decimal.of(number.group(1));
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
