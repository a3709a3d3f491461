package dev.flinkjobs.output;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** JSON Lines: one object per line, every line ended, numbers as numbers, UTF-8 unescaped. */
final class JsonRowWriter<T> extends FileRowWriter<T> {
  private static final boolean[] SPECIAL = new boolean[0x80];
  private static final byte[] NULL = ascii("null");
  private static final byte[] HEX = ascii("0123456789abcdef");

  static {
    for (char c = 0; c < ' '; c++) {
      SPECIAL[c] = true;
    }
    SPECIAL['"'] = true;
    SPECIAL['\\'] = true;
  }

  /** All that comes before a column's value: brace or comma, and the name. */
  private final byte[][] names;

  JsonRowWriter(List<Column<T>> columns, Utf8Buffer out) {
    super(columns, out);
    names = new byte[columns.size()][];
    for (int i = 0; i < names.length; i++) {
      int start = out.length();
      out.ascii(i == 0 ? '{' : ',');
      textValue(columns.get(i).name());
      out.ascii(':');
      names[i] = out.takeFrom(start);
    }
  }

  @Override
  void startValue(int column) {
    out.bytes(names[column]);
  }

  @Override
  void nullValue() {
    out.bytes(NULL);
  }

  @Override
  void textValue(String value) {
    out.ascii('"');
    int at = out.plain(value, SPECIAL);
    while (at < value.length()) {
      char c = value.charAt(at);
      if (c < 0x80 && SPECIAL[c]) {
        escaped(c);
        at++;
      } else {
        at = out.codePoint(value, at);
      }
    }
    out.ascii('"');
  }

  @Override
  void endRow() {
    out.ascii('}');
    super.endRow();
  }

  private void escaped(char c) {
    out.ascii('\\');
    switch (c) {
      case '"', '\\' -> out.ascii(c);
      case '\b' -> out.ascii('b');
      case '\f' -> out.ascii('f');
      case '\n' -> out.ascii('n');
      case '\r' -> out.ascii('r');
      case '\t' -> out.ascii('t');
      default -> {
        out.ascii('u');
        out.ascii('0');
        out.ascii('0');
        out.ascii((char) HEX[c >> 4]);
        out.ascii((char) HEX[c & 0xF]);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
