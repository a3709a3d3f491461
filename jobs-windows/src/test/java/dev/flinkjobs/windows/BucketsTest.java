package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.GroupKey;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 128, 1000})
  void theBucketOfAKeyIsInTheKeyGroupOfTheKey(int maxParallelism) {
    Buckets buckets = new Buckets(maxParallelism);
    for (int i = 0; i < 1000; i++) {
      GroupKey key = GroupKey.of("k" + i);
      int number = buckets.number(buckets.indexOf(key));
      assertThat(KeyGroupRangeAssignment.assignToKeyGroup(number, maxParallelism))
          .isEqualTo(KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 128, 1000})
  void eachKeyGroupHasOneBucket(int maxParallelism) {
    Buckets buckets = new Buckets(maxParallelism);
    Set<Integer> groups = new TreeSet<>();
    for (int i = 0; i < buckets.count(); i++) {
      groups.add(KeyGroupRangeAssignment.assignToKeyGroup(buckets.number(i), maxParallelism));
    }
    assertThat(groups).hasSize(maxParallelism);
  }
}
