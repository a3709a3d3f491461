package dev.flinkjobs.output;

import java.util.List;

/** CSV by RFC 4180 with LF line ends: a header, and quotes only where a value needs them. */
final class CsvRowWriter<T> extends FileRowWriter<T> {
  private static final boolean[] SPECIAL = new boolean[0x80];

  static {
    for (char c : ",\"\r\n".toCharArray()) {
      SPECIAL[c] = true;
    }
  }

  private int rowStart;

  CsvRowWriter(List<Column<T>> columns, Utf8Buffer out) {
    super(columns, out);
  }

  @Override
  void header() {
    for (int i = 0; i < columns.size(); i++) {
      startValue(i);
      textValue(columns.get(i).name());
    }
    endRow();
  }

  @Override
  void startValue(int column) {
    if (column == 0) {
      rowStart = out.length();
    } else {
      out.ascii(',');
    }
  }

  @Override
  void textValue(String value) {
    int start = out.length();
    int at = out.plain(value, SPECIAL);
    if (at == value.length()) {
      return;
    }
    if (needsQuotes(value, at)) {
      out.truncate(start);
      quoted(value);
    } else {
      out.text(value, at);
    }
  }

  @Override
  void endRow() {
    if (out.length() == rowStart) {
      // The one column is empty: a blank line would not be read as a row.
      out.ascii('"');
      out.ascii('"');
    }
    super.endRow();
  }

  private static boolean needsQuotes(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x80 && SPECIAL[c]) {
        return true;
      }
    }
    return false;
  }

  private void quoted(String value) {
    out.ascii('"');
    int at = 0;
    while (at < value.length()) {
      if (value.charAt(at) == '"') {
        out.ascii('"');
      }
      at = out.codePoint(value, at);
    }
    out.ascii('"');
  }
}
