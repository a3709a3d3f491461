package dev.localglobal;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * By what windows keep state: a key of the program, or all keys of a key group at once, of which
 * there are far fewer. Either moves between subtasks as Flink's keyed state does.
 */
final class KeyOrGroup<K> {

  /** Null for a key group. */
  final K key;

  /** A number that Flink puts into the key group; 0 for a key. */
  private final int number;

  private KeyOrGroup(K key, int number) {
    this.key = key;
    this.number = number;
  }

  static <K> KeyOrGroup<K> ofKey(K key) {
    return new KeyOrGroup<>(key, 0);
  }

  /**
   * All key groups, in their order.
   *
   * @param count the maximum parallelism of the operator
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static <K> KeyOrGroup<K>[] groups(int count) {
    KeyOrGroup<K>[] groups = new KeyOrGroup[count];
    int missing = count;
    for (int number = 0; missing > 0; number++) {
      int group = KeyGroupRangeAssignment.computeKeyGroupForKeyHash(number, count);
      if (groups[group] == null) {
        groups[group] = new KeyOrGroup<>(null, number);
        missing--;
      }
    }
    return groups;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyOrGroup<?> that
        && number == that.number
        && Objects.equals(key, that.key);
  }

  /** That of the key, so both fall into the same key group. */
  @Override
  public int hashCode() {
    return key == null ? number : key.hashCode();
  }

  @Override
  public String toString() {
    return key == null ? "key group of " + number : key.toString();
  }

  static final class Serializer<K> extends NestedSerializer<KeyOrGroup<K>> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<K> keys;

    @SuppressWarnings("unchecked")
    Serializer(TypeSerializer<?>... nested) {
      super(Kind.KEY, nested);
      keys = (TypeSerializer<K>) nested[0];
    }

    @Override
    public KeyOrGroup<K> copy(KeyOrGroup<K> from) {
      return from.key == null ? from : ofKey(keys.copy(from.key));
    }

    @Override
    public void serialize(KeyOrGroup<K> value, DataOutputView target) throws IOException {
      target.writeBoolean(value.key == null);
      if (value.key == null) {
        target.writeInt(value.number);
      } else {
        keys.serialize(value.key, target);
      }
    }

    @Override
    public KeyOrGroup<K> deserialize(DataInputView source) throws IOException {
      boolean isGroup = source.readBoolean();
      return isGroup ? new KeyOrGroup<>(null, source.readInt()) : ofKey(keys.deserialize(source));
    }
  }
}
