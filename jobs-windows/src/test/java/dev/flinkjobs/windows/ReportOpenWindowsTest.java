package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.diagnosis.Reports;
import dev.flinkjobs.diagnosis.WindowsReport;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RowBatch;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Times are in milliseconds. */
class ReportOpenWindowsTest {
  private static final Duration TEN = Duration.ofMillis(10);
  private static final Duration FIVE = Duration.ofMillis(5);

  @Test
  void rowsOfOneWindowAreInOne() throws Exception {
    var open = windows(Windows.tumbling(TEN));
    rows(open, 1, 9, 3);
    assertThat(report(open)).isEqualTo(new WindowsReport(3, 10, List.of(10L)));
  }

  @Test
  void aRowOfSeveralWindowsIsCountedOnce() throws Exception {
    var open = windows(Windows.sliding(TEN, FIVE));
    rows(open, 7);
    assertThat(report(open)).isEqualTo(new WindowsReport(1, 10, List.of(10L, 15L)));
  }

  @Test
  void aWindowThatIsOverTakesItsRowsWithIt() throws Exception {
    var open = windows(Windows.tumbling(TEN));
    rows(open, 1, 2, 11);
    open.processWatermark(9);
    assertThat(report(open)).isEqualTo(new WindowsReport(1, 20, List.of(20L)));
    open.processWatermark(19);
    assertThat(report(open)).isEqualTo(new WindowsReport(0, Long.MAX_VALUE, List.of()));
  }

  @Test
  void aRowOfAWindowThatIsOverOpensNone() throws Exception {
    var open = windows(Windows.tumbling(TEN));
    open.processWatermark(9);
    rows(open, 5);
    assertThat(report(open)).isEqualTo(new WindowsReport(0, Long.MAX_VALUE, List.of()));
  }

  @Test
  void ofVeryManyWindowsTheFirstAreNamed() throws Exception {
    var open = windows(Windows.tumbling(TEN));
    rows(open, LongStream.range(0, 2000).map(n -> n * 10).toArray());
    assertThat(report(open).ends()).hasSize(WindowsReport.MOST_ENDS).startsWith(10L, 20L);
  }

  @Test
  void sessionsAreNotCountedSinceRowsThatFollowMayMergeThem() throws Exception {
    var open = windows(Windows.session(TEN));
    rows(open, 1, 2);
    assertThat(report(open)).isEqualTo(new WindowsReport(2, 11, List.of()));
  }

  private static OneInputStreamOperatorTestHarness<RowBatch<Measurement>, Void> windows(
      Windows windows) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<RowBatch<Measurement>, Void>(
            new ReportOpenWindows(windows.assigner(ZoneOffset.UTC)));
    harness.open();
    return harness;
  }

  private static void rows(
      OneInputStreamOperatorTestHarness<RowBatch<Measurement>, Void> open, long... timestamps)
      throws Exception {
    List<Measurement> rows =
        LongStream.of(timestamps)
            .mapToObj(time -> new Measurement(GroupKey.of("a"), time, Decimal.ZERO))
            .toList();
    open.processElement(
        new StreamRecord<>(new RowBatch<>(rows, List.of(), 1, RowBatch.NO_WATERMARK)));
  }

  private static WindowsReport report(
      OneInputStreamOperatorTestHarness<RowBatch<Measurement>, Void> open) {
    Object reports =
        ((AbstractStreamOperator<?>) open.getOperator())
            .getRuntimeContext()
            .getAccumulator(WindowsReport.NAME);
    return (WindowsReport)
        Objects.requireNonNull(((Reports<?>) reports).getLocalValue().get("windows 1/1"));
  }
}
