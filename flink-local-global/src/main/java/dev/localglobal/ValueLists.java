package dev.localglobal;

import java.io.Serializable;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * How a bundle keeps the values of rows, where a result is emitted for each row. One list holds the
 * values of many keys, so a compact one, such as a {@code long[]} that grows, saves an object for
 * each row. Lists are used by one thread, and used again after {@link #clear}.
 *
 * @param <V> a value
 * @param <L> a list of values
 */
public interface ValueLists<V, L> extends Serializable {

  /**
   * A list without values.
   *
   * @param capacity how many values it should take without growing; it may have to take more
   */
  L create(int capacity);

  /** Adds a value at the end. */
  void add(L list, V value);

  /** Adds the value that is at {@code index}, from 0, of another list. */
  void add(L list, L from, int index);

  /** The value at {@code index}, from 0. */
  V get(L list, int index);

  /** Removes all values. */
  void clear(L list);

  /** Writes and reads lists. */
  TypeSerializer<L> serializer();
}
