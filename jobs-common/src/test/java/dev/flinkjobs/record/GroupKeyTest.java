package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupKeyTest {

  @Test
  void keysAreEqualWhenAllTheirValuesAre() {
    assertThat(GroupKey.of("Deposit", "EUR"))
        .isEqualTo(GroupKey.of("Deposit", "EUR"))
        .hasSameHashCodeAs(GroupKey.of("Deposit", "EUR"))
        .isNotEqualTo(GroupKey.of("Deposit", "USD"));
  }

  @Test
  void whereOneValueEndsAndTheNextBeginsMatters() {
    assertThat(GroupKey.of("a", "bc")).isNotEqualTo(GroupKey.of("ab", "c"));
    assertThat(GroupKey.of("a,b")).isNotEqualTo(GroupKey.of("a", "b"));
  }

  @Test
  void valuesComeBackInOrder() {
    assertThat(GroupKey.of("입금", "", "원").values()).containsExactly("입금", "", "원");
  }

  @Test
  void theHashIsTheSameInEveryProcessSinceStateIsLaidOutByIt() {
    assertThat(GroupKey.of("Deposit", "EUR").hashCode()).isEqualTo(HASH_OF_DEPOSIT_EUR);
  }

  private static final int HASH_OF_DEPOSIT_EUR = 1526365728;

  @Test
  void theCacheGivesTheSameKeyWhileItRepeats() {
    GroupKey.Cache cache = new GroupKey.Cache();
    byte[] bytes = "xDepositx".getBytes(StandardCharsets.UTF_8);
    assertThat(cache.get(bytes, 1, 8))
        .isEqualTo(GroupKey.of("Deposit"))
        .isSameAs(cache.get(bytes, 1, 8));
  }

  @Test
  void theCacheNeverGivesAnotherKeyHoweverManyThereAre() {
    GroupKey.Cache cache = new GroupKey.Cache();
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = ("key" + i % 9000).getBytes(StandardCharsets.UTF_8);
      assertThat(cache.get(bytes, 0, bytes.length)).isEqualTo(GroupKey.of("key" + i % 9000));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 254, 255, 256, 70_000})
  void aWrittenKeyIsReadBackAsItWas(int length) throws IOException {
    GroupKey key = GroupKey.of("k".repeat(length), "EUR");
    DataOutputSerializer out = new DataOutputSerializer(16);
    new GroupKeySerializer().serialize(key, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(new GroupKeySerializer().deserialize(in)).isEqualTo(key);
    assertThat(in.available()).isZero();
  }
}
