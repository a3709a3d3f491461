package dev.localglobal;

import java.util.ArrayList;
import java.util.List;

/** A bundle: entries whose keys are of one key group, those of a key in the order of its rows. */
final class Entries<K, A, T> {
  final List<Entry<K, A, T>> list;

  Entries(int capacity) {
    list = new ArrayList<>(capacity);
  }

  /** Any of the keys. */
  K firstKey() {
    return list.get(0).key;
  }
}
