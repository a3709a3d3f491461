package dev.localglobal;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes what crosses the network at once: entries whose keys are of one key group. */
final class EntriesSerializer<K, A, T> extends NestedSerializer<Entries<K, A, T>> {
  private static final long serialVersionUID = 1L;

  /** Beside the kind of an entry: it starts when the entry before it does, the first one at 0. */
  private static final byte SAME_START = 0x40;

  private final TypeSerializer<K> keys;
  private final TypeSerializer<A> accumulators;
  private final TypeSerializer<T> rows;

  @SuppressWarnings("unchecked")
  EntriesSerializer(TypeSerializer<?>... nested) {
    super(Kind.ENTRIES, nested);
    keys = (TypeSerializer<K>) nested[0];
    accumulators = (TypeSerializer<A>) nested[1];
    rows = (TypeSerializer<T>) nested[2];
  }

  /** The same: the local operator never touches again what it has handed on. */
  @Override
  public Entries<K, A, T> copy(Entries<K, A, T> from) {
    return from;
  }

  @Override
  public void serialize(Entries<K, A, T> bundle, DataOutputView target) throws IOException {
    List<Entry<K, A, T>> entries = bundle.list;
    int n = entries.size();
    writeCount(n, target);
    long before = 0;
    for (int i = 0; i < n; i++) {
      Entry<K, A, T> entry = entries.get(i);
      boolean isSameStart = entry.start == before;
      target.writeByte(isSameStart ? entry.kind | SAME_START : entry.kind);
      keys.serialize(entry.key, target);
      if (!isSameStart) {
        target.writeLong(entry.start);
        before = entry.start;
      }
      if (entry.kind == Entry.SESSION) {
        target.writeLong(entry.end);
      }
      if (entry.kind == Entry.ROW) {
        rows.serialize(entry.row, target);
      } else {
        accumulators.serialize(entry.accumulator, target);
      }
    }
  }

  @Override
  public Entries<K, A, T> deserialize(DataInputView source) throws IOException {
    int n = readCount(source);
    Entries<K, A, T> bundle = new Entries<>(n);
    long start = 0;
    for (int i = 0; i < n; i++) {
      byte written = source.readByte();
      byte kind = (byte) (written & ~SAME_START);
      K key = keys.deserialize(source);
      if (kind == written) {
        start = source.readLong();
      }
      long end = kind == Entry.SESSION ? source.readLong() : start;
      A accumulator = kind == Entry.ROW ? null : accumulators.deserialize(source);
      T row = kind == Entry.ROW ? rows.deserialize(source) : null;
      bundle.list.add(new Entry<>(kind, key, 0, start, end, accumulator, row));
    }
    return bundle;
  }
}
