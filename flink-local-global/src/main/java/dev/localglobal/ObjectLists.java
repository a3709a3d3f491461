package dev.localglobal;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Lists of objects, where a program says nothing of how to keep values. */
final class ObjectLists<V> implements ValueLists<V, List<V>> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<List<V>> serializer;

  ObjectLists(TypeSerializer<List<V>> serializer) {
    this.serializer = serializer;
  }

  @Override
  public List<V> create(int capacity) {
    return new ArrayList<>(capacity);
  }

  @Override
  public void add(List<V> list, V value) {
    list.add(value);
  }

  @Override
  public void add(List<V> list, List<V> from, int index) {
    list.add(from.get(index));
  }

  @Override
  public V get(List<V> list, int index) {
    return list.get(index);
  }

  @Override
  public void clear(List<V> list) {
    list.clear();
  }

  @Override
  public TypeSerializer<List<V>> serializer() {
    return serializer;
  }
}
