package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.util.List;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupBufferTest {
  private @Nullable OneInputStreamOperatorTestHarness<?, ?> open;

  @AfterEach
  void close() throws Exception {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void theAmountsOfAGroupLeaveTogetherInTheirOrder() throws Exception {
    var collect = operator(new CollectAmounts(false));
    process(collect, amounts("a", "1"), amounts("b", "10"), amounts("a", "2"));
    collect.prepareSnapshotPreBarrier(1);
    assertThat(collect.extractOutputValues())
        .containsExactly(amounts("a", "1", "2"), amounts("b", "10"));
  }

  @Test
  void whatIsNotToBeHeldKeepsTheOrderAcrossGroups() throws Exception {
    var collect = operator(new CollectAmounts(true));
    process(collect, amounts("a", "1"), amounts("b", "10"), amounts("a", "2"));
    assertThat(collect.extractOutputValues())
        .containsExactly(amounts("a", "1"), amounts("b", "10"), amounts("a", "2"));
  }

  @Test
  void whatIsHeldLeavesOnce() throws Exception {
    var collect = operator(new CollectAmounts(false));
    process(collect, amounts("a", "1"));
    collect.prepareSnapshotPreBarrier(1);
    process(collect, amounts("a", "2"));
    collect.prepareSnapshotPreBarrier(2);
    collect.prepareSnapshotPreBarrier(3);
    assertThat(collect.extractOutputValues()).containsExactly(amounts("a", "1"), amounts("a", "2"));
  }

  @Test
  void aSlowInputWaitsTwentyMilliseconds() throws Exception {
    var sum = operator(new SumAmounts(false));
    sum.setProcessingTime(1000);
    process(sum, total("a", "1", 1));
    sum.setProcessingTime(1019);
    assertThat(sum.extractOutputValues()).isEmpty();
    sum.setProcessingTime(1020);
    assertThat(sum.extractOutputValues()).containsExactly(total("a", "1", 1));
  }

  @Test
  void theSumOfAGroupLeavesBeforeTheEndOfTheInput() throws Exception {
    var sum = operator(new SumAmounts(false));
    process(sum, total("a", "1.5", 1), total("b", "10", 1), total("a", "2.25", 1));
    sum.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(sum.extractOutputValues())
        .containsExactly(total("a", "3.75", 2), total("b", "10", 1));
    assertThat(sum.getOutput()).last().isEqualTo(Watermark.MAX_WATERMARK);
  }

  @Test
  void manyRowsLeaveWithoutWaiting() throws Exception {
    var sum = operator(new SumAmounts(false));
    for (int row = 0; row < 8192; row++) {
      process(sum, total("a", "1", 1));
    }
    assertThat(sum.extractOutputValues()).containsExactly(total("a", "8192", 8192));
  }

  private <T> OneInputStreamOperatorTestHarness<T, T> operator(
      OneInputStreamOperator<T, T> operator) throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(operator);
    harness.open();
    open = harness;
    return harness;
  }

  @SafeVarargs
  private static <T> void process(OneInputStreamOperatorTestHarness<T, T> to, T... records)
      throws Exception {
    for (T record : records) {
      to.processElement(record, 0);
    }
  }

  private static GroupAmounts amounts(String group, String... amounts) {
    return new GroupAmounts(
        GroupKey.of(group), List.of(amounts).stream().map(Decimal::of).toList());
  }

  private static GroupTotal total(String group, String total, long count) {
    return new GroupTotal(GroupKey.of(group), Decimal.of(total), count);
  }
}
