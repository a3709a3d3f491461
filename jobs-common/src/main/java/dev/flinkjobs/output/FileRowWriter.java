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

  FileRowWriter(List<String> columns, Utf8Buffer out) {
    this.columns = List.copyOf(columns);
    this.out = out;
  }

  /** Appends what every file begins with. */
  abstract void header();

  /** Appends what comes before the value of this column. */
  abstract void startValue(int column);

  abstract void nullValue();

  abstract void textValue(String value);

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
    } else if (value.isCompact()) {
      out.number(value.unscaled(), value.scale());
    } else {
      out.text(value.toString());
    }
  }

  @Override
  public final void number(long value) {
    next();
    out.number(value, 0);
  }

  @Override
  public final void truth(boolean value) {
    next();
    out.text(value ? "true" : "false");
  }

  private void next() {
    if (values == columns.size()) {
      throw new IllegalStateException("more values than the columns " + columns);
    }
    startValue(values++);
  }
}
