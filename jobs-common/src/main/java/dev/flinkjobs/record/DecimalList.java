package dev.flinkjobs.record;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Decimals without an object for each, while they fit into a long. Grows at its end only. */
public final class DecimalList extends AbstractList<Decimal> implements RandomAccess {

  /** In place of a scale: the unscaled value is the place among the big ones. */
  private static final byte BIG = -1;

  private long[] unscaled;
  private byte[] scales;
  private int size;
  private List<Decimal> big = List.of();

  /**
   * @param capacity how many there is room for at first
   */
  public DecimalList(int capacity) {
    unscaled = new long[capacity];
    scales = new byte[capacity];
  }

  @Override
  public boolean add(Decimal decimal) {
    if (size == scales.length) {
      unscaled = Arrays.copyOf(unscaled, 2 * size + 1);
      scales = Arrays.copyOf(scales, 2 * size + 1);
    }
    if (decimal.isCompact()) {
      unscaled[size] = decimal.unscaled();
      scales[size] = (byte) decimal.scale();
    } else {
      addBig(decimal);
    }
    size++;
    return true;
  }

  private void addBig(Decimal decimal) {
    if (big.isEmpty()) {
      big = new ArrayList<>();
    }
    unscaled[size] = big.size();
    scales[size] = BIG;
    big.add(decimal);
  }

  @Override
  public Decimal get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    byte scale = scales[index];
    return scale == BIG ? big.get((int) unscaled[index]) : Decimal.of(unscaled[index], scale);
  }

  @Override
  public int size() {
    return size;
  }
}
