package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Decimals without an object for each, while they fit into a long. Grows at its end only. */
final class DecimalList {

  /** In place of a scale: the unscaled value is the place among the big ones. */
  private static final byte BIG = -1;

  private long[] unscaled;
  private byte[] scales;
  private int size;
  private final List<Decimal> big = new ArrayList<>(0);

  /**
   * @param capacity how many it takes without growing
   */
  DecimalList(int capacity) {
    unscaled = new long[capacity];
    scales = new byte[capacity];
  }

  void add(Decimal decimal) {
    if (decimal.isCompact()) {
      add(decimal.unscaled(), (byte) decimal.scale());
    } else {
      add(big.size(), BIG);
      big.add(decimal);
    }
  }

  void add(DecimalList from, int index) {
    byte scale = from.scales[index];
    if (scale == BIG) {
      add(from.get(index));
    } else {
      add(from.unscaled[index], scale);
    }
  }

  private void add(long value, byte scale) {
    if (size == scales.length) {
      unscaled = Arrays.copyOf(unscaled, 2 * size + 1);
      scales = Arrays.copyOf(scales, 2 * size + 1);
    }
    unscaled[size] = value;
    scales[size] = scale;
    size++;
  }

  Decimal get(int index) {
    byte scale = scales[index];
    return scale == BIG ? big.get((int) unscaled[index]) : Decimal.of(unscaled[index], scale);
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    big.clear();
  }

  /** By columns: the size, all scales, all unscaled values, the big ones. */
  void write(DataOutputView target) throws IOException {
    target.writeInt(size);
    target.write(scales, 0, size);
    for (int i = 0; i < size; i++) {
      target.writeLong(unscaled[i]);
    }
    for (Decimal decimal : big) {
      DecimalSerializer.INSTANCE.serialize(decimal, target);
    }
  }

  static DecimalList read(DataInputView source) throws IOException {
    int size = source.readInt();
    DecimalList list = new DecimalList(size);
    list.size = size;
    source.readFully(list.scales);
    int bigs = 0;
    for (int i = 0; i < size; i++) {
      list.unscaled[i] = source.readLong();
      bigs += list.scales[i] == BIG ? 1 : 0;
    }
    for (int i = 0; i < bigs; i++) {
      list.big.add(DecimalSerializer.INSTANCE.deserialize(source));
    }
    return list;
  }
}
