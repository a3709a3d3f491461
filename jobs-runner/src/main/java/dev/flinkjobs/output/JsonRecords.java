package dev.flinkjobs.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as JSON objects, for outputs that send them one by one. Not for several threads. */
public final class JsonRecords<T> {
  private final Utf8Buffer buffer = new Utf8Buffer(256);
  private final JsonRowWriter<T> value;
  private final @Nullable JsonRowWriter<T> key;

  public JsonRecords(ResultFormat<T> format) {
    List<Column<T>> columns = format.layout();
    List<Column<T>> keys = columns.stream().filter(c -> c.part() == Column.Part.KEY).toList();
    value = new JsonRowWriter<>(columns, buffer);
    key = keys.isEmpty() ? null : new JsonRowWriter<>(keys, buffer);
  }

  /** All columns. */
  public byte[] value(T result) {
    return bytes(value, result);
  }

  /** The columns of the key; null if the format has none. */
  public byte @Nullable [] key(T result) {
    return key == null ? null : bytes(key, result);
  }

  private byte[] bytes(JsonRowWriter<T> row, T result) {
    row.row(result);
    buffer.truncate(buffer.length() - 1); // No line end behind the only object.
    return buffer.takeFrom(0);
  }
}
