package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatestTotalsTest {
  private @Nullable KeyedOneInputStreamOperatorTestHarness<GroupKey, GroupTotal, GroupTotal> open;

  @AfterEach
  void close() throws Exception {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void withoutAnIntervalNothingLeavesBeforeTheEnd() throws Exception {
    var totals = totals(null, null);
    add(totals, "a", "1");
    totals.setProcessingTime(1_000_000);
    assertThat(lines(totals)).isEmpty();
    totals.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(lines(totals)).containsExactly("a 1 (1)");
  }

  @Test
  void aChangedTotalLeavesOnceInAnInterval() throws Exception {
    var totals = totals(Duration.ofSeconds(1), null);
    totals.setProcessingTime(100);
    add(totals, "a", "1");
    add(totals, "a", "2");
    totals.setProcessingTime(999);
    assertThat(lines(totals)).isEmpty();
    totals.setProcessingTime(1000);
    assertThat(lines(totals)).containsExactly("a 3 (2)");
  }

  @Test
  void anUnchangedTotalLeavesOnceOnly() throws Exception {
    var totals = totals(Duration.ofSeconds(1), null);
    add(totals, "a", "1");
    totals.setProcessingTime(1000);
    totals.setProcessingTime(5000);
    totals.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(lines(totals)).containsExactly("a 1 (1)");
  }

  @Test
  void whatChangedSinceTheLastIntervalLeavesAtTheEnd() throws Exception {
    var totals = totals(Duration.ofSeconds(1), null);
    add(totals, "a", "1");
    totals.setProcessingTime(1000);
    add(totals, "a", "0.5");
    totals.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(lines(totals)).containsExactly("a 1 (1)", "a 1.5 (2)");
  }

  @Test
  void afterARestoreTotalsGoOnAndLeaveAtTheEnd() throws Exception {
    var first = totals(null, null);
    add(first, "a", "1");
    OperatorSubtaskState checkpoint = first.snapshot(1, 1);
    first.close();

    var second = totals(null, checkpoint);
    add(second, "a", "2");
    second.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(lines(second)).containsExactly("a 3 (2)");
  }

  private KeyedOneInputStreamOperatorTestHarness<GroupKey, GroupTotal, GroupTotal> totals(
      @Nullable Duration interval, @Nullable OperatorSubtaskState restored) throws Exception {
    open =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new LatestTotals(interval)),
            GroupTotal::group,
            TypeInformation.of(GroupKey.class));
    open.setup();
    if (restored != null) {
      open.initializeState(restored);
    }
    open.open();
    return open;
  }

  private static void add(
      KeyedOneInputStreamOperatorTestHarness<GroupKey, GroupTotal, GroupTotal> to,
      String group,
      String amount)
      throws Exception {
    to.processElement(new GroupTotal(GroupKey.of(group), Decimal.of(amount), 1), 0);
  }

  /** Results as {@code "group total (count)"}. */
  private static List<String> lines(
      KeyedOneInputStreamOperatorTestHarness<GroupKey, GroupTotal, GroupTotal> of) {
    return of.extractOutputValues().stream()
        .map(total -> total.group() + " " + total.total() + " (" + total.count() + ")")
        .toList();
  }
}
