package dev.flinkjobs.windows;

import dev.flinkjobs.record.GroupKey;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Keys by the hundred: all keys of one of Flink's key groups are a bucket. State and timers by
 * bucket move between subtasks as those by key do, and there are far fewer of them.
 */
final class Buckets {

  /** By key group: a number that Flink puts into that key group. */
  private final int[] numbers;

  /**
   * @param maxParallelism that of the operator whose state is by bucket
   */
  Buckets(int maxParallelism) {
    numbers = new int[maxParallelism];
    boolean[] known = new boolean[maxParallelism];
    int missing = maxParallelism;
    for (int number = 0; missing > 0; number++) {
      int group = KeyGroupRangeAssignment.assignToKeyGroup(number, maxParallelism);
      if (!known[group]) {
        known[group] = true;
        numbers[group] = number;
        missing--;
      }
    }
  }

  /** How many there are. */
  int count() {
    return numbers.length;
  }

  /** The place of a key's bucket among all, from 0. */
  int indexOf(GroupKey key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, numbers.length);
  }

  /** What a bucket is called in keyed streams and state. */
  int number(int index) {
    return numbers[index];
  }
}
