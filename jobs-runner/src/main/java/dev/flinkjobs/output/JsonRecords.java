package dev.flinkjobs.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as JSON objects, for outputs that send them one by one. Not for several threads. */
public final class JsonRecords<T> {
  private final Utf8Buffer buffer = new Utf8Buffer(256);
  private final Part value;
  private final Part key;

  public JsonRecords(ResultFormat<T> format) {
    value = new Part(format.layout());
    key = new Part(value.columns.stream().filter(c -> c.part() == Column.Part.KEY).toList());
  }

  /** All columns. */
  public byte[] value(T result) {
    return value.of(result);
  }

  /** The columns of the key; null if the format has none. */
  public byte @Nullable [] key(T result) {
    return key.columns.isEmpty() ? null : key.of(result);
  }

  private final class Part {
    private final List<Column<T>> columns;
    private final JsonRowWriter row;

    Part(List<Column<T>> columns) {
      this.columns = columns;
      this.row = new JsonRowWriter(columns, buffer);
    }

    byte[] of(T result) {
      Column.writeAll(columns, result, row);
      row.endRow();
      buffer.truncate(buffer.length() - 1); // No line end behind the only object.
      return buffer.takeFrom(0);
    }
  }
}
