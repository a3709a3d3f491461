package dev.flinkjobs.output;

import java.util.List;

/** Text without a header: the one value of each row is a line as it stands. */
final class TextRowWriter extends FileRowWriter {

  TextRowWriter(List<? extends Column<?>> columns, Utf8Buffer out) {
    super(columns, out);
  }

  @Override
  void header() {
    // Lines of text have none.
  }

  @Override
  void startValue(int column) {
    // Nothing stands before the only one.
  }

  @Override
  void nullValue() {
    // An empty line.
  }

  @Override
  void textValue(String value) {
    out.text(value);
  }

  @Override
  void endLine() {
    out.ascii('\n');
  }
}
