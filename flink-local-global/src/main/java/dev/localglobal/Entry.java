package dev.localglobal;

/**
 * A part of a bundle: what some rows of a key come to, or a row that may be late, as it is.
 *
 * @param <A> accumulators
 * @param <T> rows
 */
final class Entry<K, A, T> {

  /** What an entry is about, as it is written. */
  static final byte ALL_TIME = 0;

  static final byte SLICE = 1;
  static final byte SESSION = 2;
  static final byte ROW = 3;

  final byte kind;
  final K key;
  final int hash;

  /** The timestamp of a row, the last of a slice, or the start of a session. */
  long start;

  /** The end of a session, exclusive; else as {@link #start}. */
  long end;

  /** Null for a row. Belongs to whoever has the entry. */
  A accumulator;

  final T row;

  Entry(byte kind, K key, int hash, long start, long end, A accumulator, T row) {
    this.kind = kind;
    this.key = key;
    this.hash = hash;
    this.start = start;
    this.end = end;
    this.accumulator = accumulator;
    this.row = row;
  }
}
