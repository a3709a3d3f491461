package dev.flinkjobs.output;

import dev.flinkjobs.record.Decimal;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Appends results to a buffer: here as lines of text, others as rows of a file format. */
class FileRowWriter<T> {
  final List<Column<T>> columns;
  final Utf8Buffer out;

  FileRowWriter(List<Column<T>> columns, Utf8Buffer out) {
    this.columns = List.copyOf(columns);
    this.out = out;
  }

  /** Appends what every file begins with. */
  void header() {}

  /** Appends what every file ends with. */
  void footer() {}

  /** Appends a result. */
  void row(T result) {
    for (int i = 0; i < columns.size(); i++) {
      Column<T> column = columns.get(i);
      startValue(i);
      ToLongFunction<T> whole = column.whole();
      if (whole == null) {
        value(column.value().apply(result));
      } else {
        out.number(whole.applyAsLong(result), 0);
      }
    }
    endRow();
  }

  private void value(@Nullable Object value) {
    if (value == null) {
      nullValue();
    } else if (value instanceof String text) {
      textValue(text);
    } else if (value instanceof Long number) {
      out.number(number, 0);
    } else if (value instanceof Decimal number && number.isCompact()) {
      out.number(number.unscaled(), number.scale());
    } else {
      out.text(value.toString());
    }
  }

  /** Appends what comes before the value of this column. */
  void startValue(int column) {}

  void nullValue() {}

  void textValue(String value) {
    out.text(value);
  }

  void endRow() {
    out.ascii('\n');
  }
}
