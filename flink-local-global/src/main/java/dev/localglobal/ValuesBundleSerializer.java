package dev.localglobal;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Keys with their counts, then the values, then timestamps if there are any. */
final class ValuesBundleSerializer<K, L> extends NestedSerializer<ValuesBundle<K, L>> {
  private static final long serialVersionUID = 1L;

  private static final int NO_TIMESTAMPS = 0;
  private static final int EMPTY_TIMESTAMPS = 1;
  private static final int TIMESTAMPS = 2;

  private final TypeSerializer<K> keys;
  private final TypeSerializer<L> lists;

  @SuppressWarnings("unchecked")
  ValuesBundleSerializer(TypeSerializer<?>... nested) {
    super(Kind.VALUES, nested);
    keys = (TypeSerializer<K>) nested[0];
    lists = (TypeSerializer<L>) nested[1];
  }

  /** The same: in a chain a bundle is read before the local operator fills it in again. */
  @Override
  public ValuesBundle<K, L> copy(ValuesBundle<K, L> from) {
    return from;
  }

  @Override
  public void serialize(ValuesBundle<K, L> bundle, DataOutputView target) throws IOException {
    writeCount(bundle.keyCount, target);
    for (int i = 0; i < bundle.keyCount; i++) {
      keys.serialize(bundle.key(i), target);
      writeCount(bundle.counts[i], target);
    }
    lists.serialize(bundle.values, target);
    int kind = kindOfTimestamps(bundle);
    target.writeByte(kind);
    if (kind == TIMESTAMPS) {
      for (int i = 0; i < bundle.rowCount; i++) {
        target.writeLong(bundle.timestamps[i]);
      }
    }
  }

  private static int kindOfTimestamps(ValuesBundle<?, ?> bundle) {
    if (!bundle.hasTimestamps) {
      return NO_TIMESTAMPS;
    }
    for (int i = 0; i < bundle.rowCount; i++) {
      if (bundle.timestamps[i] != Long.MIN_VALUE) {
        return TIMESTAMPS;
      }
    }
    return EMPTY_TIMESTAMPS;
  }

  @Override
  public ValuesBundle<K, L> deserialize(DataInputView source) throws IOException {
    int keyCount = readCount(source);
    Object[] read = new Object[keyCount];
    int[] counts = new int[keyCount];
    int rowCount = 0;
    for (int i = 0; i < keyCount; i++) {
      read[i] = keys.deserialize(source);
      counts[i] = readCount(source);
      rowCount += counts[i];
    }
    L values = lists.deserialize(source);
    int kind = source.readByte();
    long[] timestamps = null;
    if (kind == TIMESTAMPS) {
      timestamps = new long[rowCount];
      for (int i = 0; i < rowCount; i++) {
        timestamps[i] = source.readLong();
      }
    }
    ValuesBundle<K, L> bundle = new ValuesBundle<>(read, counts, values, timestamps, null);
    bundle.keyCount = keyCount;
    bundle.rowCount = rowCount;
    bundle.hasTimestamps = kind != NO_TIMESTAMPS;
    return bundle;
  }
}
