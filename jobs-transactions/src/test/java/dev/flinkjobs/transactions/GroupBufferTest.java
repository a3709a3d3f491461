package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.util.List;
import java.util.stream.IntStream;
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
    var collect = operator(new CollectAmounts(), 2);
    rows(collect, "a 1", "b 10", "a 2");
    collect.prepareSnapshotPreBarrier(1);
    assertThat(collect.extractOutputValues())
        .containsExactly(amounts("a", "1", "2"), amounts("b", "10"));
  }

  @Test
  void aSingleSubtaskKeepsTheOrderAcrossGroups() throws Exception {
    var collect = operator(new CollectAmounts(), 1);
    rows(collect, "a 1", "b 10", "a 2");
    assertThat(collect.extractOutputValues())
        .containsExactly(amounts("a", "1"), amounts("b", "10"), amounts("a", "2"));
  }

  @Test
  void whatIsHeldLeavesOnce() throws Exception {
    var collect = operator(new CollectAmounts(), 2);
    rows(collect, "a 1");
    collect.prepareSnapshotPreBarrier(1);
    rows(collect, "a 2");
    collect.prepareSnapshotPreBarrier(2);
    collect.prepareSnapshotPreBarrier(3);
    assertThat(collect.extractOutputValues()).containsExactly(amounts("a", "1"), amounts("a", "2"));
  }

  @Test
  void aSlowInputWaitsTwentyMilliseconds() throws Exception {
    var sum = operator(new SumAmounts(), 2);
    sum.setProcessingTime(1000);
    rows(sum, "a 1");
    sum.setProcessingTime(1019);
    assertThat(sum.extractOutputValues()).isEmpty();
    sum.setProcessingTime(1020);
    assertThat(sum.extractOutputValues()).containsExactly(total("a", "1", 1));
  }

  @Test
  void theSumOfAGroupLeavesBeforeTheEndOfTheInput() throws Exception {
    var sum = operator(new SumAmounts(), 2);
    rows(sum, "a 1.5", "b 10", "a 2.25");
    sum.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(sum.extractOutputValues())
        .containsExactly(total("a", "3.75", 2), total("b", "10", 1));
    assertThat(sum.getOutput()).last().isEqualTo(Watermark.MAX_WATERMARK);
  }

  @Test
  void manyRowsLeaveWithoutWaiting() throws Exception {
    var sum = operator(new SumAmounts(), 2);
    rows(sum, IntStream.range(0, 8192).mapToObj(i -> "a 1").toArray(String[]::new));
    assertThat(sum.extractOutputValues()).containsExactly(total("a", "8192", 8192));
  }

  private <T> OneInputStreamOperatorTestHarness<GroupAmount, T> operator(
      OneInputStreamOperator<GroupAmount, T> operator, int parallelism) throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(operator, 128, parallelism, 0);
    harness.open();
    open = harness;
    return harness;
  }

  /** Rows as {@code "group amount"}. */
  private static void rows(OneInputStreamOperatorTestHarness<GroupAmount, ?> to, String... rows)
      throws Exception {
    for (String row : rows) {
      int space = row.indexOf(' ');
      to.processElement(
          new GroupAmount(
              GroupKey.of(row.substring(0, space)), Decimal.of(row.substring(space + 1))),
          0);
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
