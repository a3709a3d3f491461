package dev.flinkjobs.output;

import dev.flinkjobs.record.Decimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Results as JSON objects, for outputs that send them one by one. Not for several threads. */
public final class JsonRecords<T> {
  private final ResultFormat<T> format;
  private final Utf8Buffer buffer = new Utf8Buffer(256);
  private final JsonRowWriter value;
  private final JsonRowWriter key;
  private final boolean[] inKey;

  public JsonRecords(ResultFormat<T> format) {
    this.format = format;
    List<String> columns = format.columns();
    Set<String> keyColumns = new HashSet<>(format.key());
    List<String> keyInOrder = columns.stream().filter(keyColumns::contains).toList();
    if (keyInOrder.size() != keyColumns.size()) {
      throw new IllegalArgumentException("key " + keyColumns + " not among " + columns);
    }
    value = new JsonRowWriter(columns, buffer);
    key = new JsonRowWriter(keyInOrder, buffer);
    inKey = new boolean[columns.size()];
    for (int i = 0; i < inKey.length; i++) {
      inKey[i] = keyColumns.contains(columns.get(i));
    }
  }

  /** All columns. */
  public byte[] value(T result) {
    format.write(result, value);
    return taken(value);
  }

  /** The columns of the key; null if the format has none. */
  public byte @Nullable [] key(T result) {
    if (key.columns.isEmpty()) {
      return null;
    }
    format.write(result, new KeyColumns());
    return taken(key);
  }

  private byte[] taken(JsonRowWriter row) {
    row.endRow();
    buffer.truncate(buffer.length() - 1); // No line end behind the only object.
    return buffer.takeFrom(0);
  }

  /** Passes the key's columns on. */
  private final class KeyColumns implements RowWriter {
    private int column;

    private boolean isNext() {
      return inKey[column++];
    }

    @Override
    public void text(@Nullable String text) {
      if (isNext()) {
        key.text(text);
      }
    }

    @Override
    public void number(@Nullable Decimal number) {
      if (isNext()) {
        key.number(number);
      }
    }

    @Override
    public void number(long number) {
      if (isNext()) {
        key.number(number);
      }
    }

    @Override
    public void truth(boolean truth) {
      if (isNext()) {
        key.truth(truth);
      }
    }
  }
}
