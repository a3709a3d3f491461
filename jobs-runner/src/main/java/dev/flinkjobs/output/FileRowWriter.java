package dev.flinkjobs.output;

import dev.flinkjobs.record.Decimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends rows of one file format to a buffer. */
abstract class FileRowWriter implements RowWriter {
  final Utf8Buffer out;
  final List<String> columns;

  /** How many values the current row has so far. */
  private int values;

  FileRowWriter(List<? extends Column<?>> columns, Utf8Buffer out) {
    this.columns = columns.stream().map(Column::name).toList();
    this.out = out;
  }

  /** Appends what every file begins with. */
  abstract void header();

  /** Appends what every file ends with. */
  void footer() {}

  /** Appends what comes before the value of this column. */
  abstract void startValue(int column);

  abstract void nullValue();

  abstract void textValue(String value);

  void numberValue(Decimal value) {
    if (value.isCompact()) {
      out.number(value.unscaled(), value.scale());
    } else {
      out.text(value.toString());
    }
  }

  void numberValue(long value) {
    out.number(value, 0);
  }

  void truthValue(boolean value) {
    out.text(value ? "true" : "false");
  }

  abstract void endLine();

  /** Ends a row. A format that gave too few or too many values is a mistake in the program. */
  final void endRow() {
    if (values != columns.size()) {
      throw new IllegalStateException(values + " values for the columns " + columns);
    }
    values = 0;
    endLine();
  }

  @Override
  public final void text(@Nullable String value) {
    next();
    if (value == null) {
      nullValue();
    } else {
      textValue(value);
    }
  }

  @Override
  public final void number(@Nullable Decimal value) {
    next();
    if (value == null) {
      nullValue();
    } else {
      numberValue(value);
    }
  }

  @Override
  public final void number(long value) {
    next();
    numberValue(value);
  }

  @Override
  public final void truth(boolean value) {
    next();
    truthValue(value);
  }

  private void next() {
    if (values == columns.size()) {
      throw new IllegalStateException("more values than the columns " + columns);
    }
    startValue(values++);
  }
}
