package dev.localglobal;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Collects the values of rows by key, where each is to have a result of its own. The arrays are
 * used again, so a row leaves no object here.
 */
final class LocalValues<E, T, K, V, L> extends LocalOperator<E, T, K, ValuesBundle<K, L>> {
  private static final long serialVersionUID = 1L;

  /** A quarter full at most. */
  private static final int PLACES_LOG2 = Integer.numberOfTrailingZeros(4 * MAX_ROWS);

  /** Spreads hashes: 2^32 by the golden ratio. */
  static final int SPREAD = 0x9E3779B9;

  private final MapFunction<T, V> value;
  private final ValueLists<V, L> lists;
  private final boolean isChained;

  /** Hash table: in each place the number of a key, counted from 1. */
  private transient short[] places;

  // By number of the key.
  private transient int keyCount;
  private transient Object[] keys;
  private transient int[] hashes;
  private transient int[] counts;
  private transient int[] first;
  private transient int[] last;

  // By row.
  private transient int rowCount;
  private transient L values;
  private transient long[] timestamps;
  private transient int[] next;
  private transient int[] keyOfRow;

  // For sending.
  private transient int[] ends;
  private transient int[] byKeyGroup;
  private transient ValuesBundle<K, L> bundle;
  private transient StreamRecord<ValuesBundle<K, L>> record;

  /**
   * @param isChained whether there is no shuffle: then there is one bundle for all keys, with its
   *     values in the order of the rows
   */
  LocalValues(
      Rows<E, T> rows,
      KeySelector<T, K> keySelector,
      MapFunction<T, V> value,
      ValueLists<V, L> lists,
      boolean isChained) {
    super(rows, keySelector);
    this.value = value;
    this.lists = lists;
    this.isChained = isChained;
  }

  @Override
  public void open() throws Exception {
    super.open();
    places = new short[1 << PLACES_LOG2];
    keys = new Object[MAX_ROWS];
    hashes = new int[MAX_ROWS];
    counts = new int[MAX_ROWS];
    first = new int[MAX_ROWS];
    last = new int[MAX_ROWS];
    values = lists.create(MAX_ROWS);
    timestamps = new long[MAX_ROWS];
    next = new int[MAX_ROWS];
    keyOfRow = new int[MAX_ROWS];
    ends = new int[keyGroups() + 1];
    byKeyGroup = new int[MAX_ROWS];
    bundle =
        isChained
            ? new ValuesBundle<>(keys, counts, values, timestamps, keyOfRow)
            : new ValuesBundle<>(
                new Object[MAX_ROWS],
                new int[MAX_ROWS],
                lists.create(MAX_ROWS),
                new long[MAX_ROWS],
                null);
    record = new StreamRecord<>(bundle);
  }

  @Override
  void add(T row, long timestamp) throws Exception {
    int key = numberOf(keySelector.getKey(row));
    int at = rowCount++;
    lists.add(values, value.map(row));
    timestamps[at] = timestamp;
    if (isChained) {
      keyOfRow[at] = key;
    } else if (counts[key]++ == 0) {
      first[key] = at;
    } else {
      next[last[key]] = at;
    }
    last[key] = at;
    if (rowCount == MAX_ROWS) {
      send();
    }
  }

  private int numberOf(K key) {
    int hash = Objects.requireNonNull(key, "the key of a row must not be null").hashCode();
    int place = (hash * SPREAD) >>> (Integer.SIZE - PLACES_LOG2);
    while (true) {
      int number = places[place] - 1;
      if (number < 0) {
        break;
      }
      if (hashes[number] == hash && (keys[number] == key || keys[number].equals(key))) {
        return number;
      }
      place = (place + 1) & (places.length - 1);
    }
    int number = keyCount++;
    places[place] = (short) keyCount;
    keys[number] = key;
    hashes[number] = hash;
    counts[number] = 0;
    return number;
  }

  @Override
  void sendRows() {
    if (rowCount == 0) {
      return;
    }
    bundle.hasTimestamps = hasTimestamps;
    if (isChained) {
      bundle.keyCount = keyCount;
      bundle.rowCount = rowCount;
      output.collect(record);
    } else {
      sendByKeyGroup();
    }
    Arrays.fill(places, (short) 0);
    Arrays.fill(keys, 0, keyCount, null);
    lists.clear(values);
    keyCount = 0;
    rowCount = 0;
  }

  private void sendByKeyGroup() {
    // A counting sort: how many keys each group has, where each group ends, which keys it has.
    int groups = keyGroups();
    Arrays.fill(ends, 0);
    for (int key = 0; key < keyCount; key++) {
      int group = KeyGroupRangeAssignment.computeKeyGroupForKeyHash(hashes[key], groups);
      hashes[key] = group; // In place of the hash, which is not needed any more.
      ends[group + 1]++;
    }
    for (int group = 0; group < groups; group++) {
      ends[group + 1] += ends[group];
    }
    for (int key = 0; key < keyCount; key++) {
      byKeyGroup[ends[hashes[key]]++] = key;
    }
    int from = 0;
    for (int group = 0; group < groups; group++) {
      int to = ends[group];
      if (to > from) {
        send(from, to);
      }
      from = to;
    }
  }

  /** Sends the keys at these places of {@link #byKeyGroup}, each with its values in their order. */
  private void send(int from, int to) {
    int rows = 0;
    for (int i = from; i < to; i++) {
      int key = byKeyGroup[i];
      int count = counts[key];
      bundle.keys[i - from] = keys[key];
      bundle.counts[i - from] = count;
      int at = first[key];
      for (int j = 0; j < count; j++) {
        lists.add(bundle.values, values, at);
        if (hasTimestamps) {
          bundle.timestamps[rows + j] = timestamps[at];
        }
        at = next[at];
      }
      rows += count;
    }
    bundle.keyCount = to - from;
    bundle.rowCount = rows;
    output.collect(record);
    Arrays.fill(bundle.keys, 0, to - from, null);
    lists.clear(bundle.values);
  }
}
