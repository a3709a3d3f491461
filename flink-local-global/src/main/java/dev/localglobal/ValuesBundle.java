package dev.localglobal;

/**
 * Values of rows by key. Behind a shuffle all keys are of one key group, and the values of each key
 * follow one another; in a chain the values are in the order of all rows.
 */
final class ValuesBundle<K, L> {

  /** By number of the key. */
  final Object[] keys;

  /** How many values each key has; of no meaning in a chain. */
  final int[] counts;

  final L values;

  /** By value. */
  final long[] timestamps;

  /** In a chain, by value: the number of its key, in the order of their first values. Else null. */
  final int[] keyOfRow;

  int keyCount;
  int rowCount;

  /** Whether the stream has timestamps at all. */
  boolean hasTimestamps;

  ValuesBundle(Object[] keys, int[] counts, L values, long[] timestamps, int[] keyOfRow) {
    this.keys = keys;
    this.counts = counts;
    this.values = values;
    this.timestamps = timestamps;
    this.keyOfRow = keyOfRow;
  }

  @SuppressWarnings("unchecked")
  K key(int number) {
    return (K) keys[number];
  }

  /** Any of the keys: all are of one key group. */
  K firstKey() {
    return key(0);
  }
}
