package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.diagnosis.WindowsReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Times are in milliseconds. */
class OpenWindowsTest {
  private static final Duration TEN = Duration.ofMillis(10);
  private static final Duration FIVE = Duration.ofMillis(5);

  private WindowsReport report = new WindowsReport(-1, 0, List.of());

  @Test
  void rowsOfOneWindowAreInOne() {
    rows(windows(Windows.tumbling(TEN)), 1, 9, 3);
    assertThat(report).isEqualTo(new WindowsReport(3, 10, List.of(10L)));
  }

  @Test
  void aRowOfSeveralWindowsIsCountedOnce() {
    rows(windows(Windows.sliding(TEN, FIVE)), 7);
    assertThat(report).isEqualTo(new WindowsReport(1, 10, List.of(10L, 15L)));
  }

  @Test
  void aWindowThatIsOverTakesItsRowsWithIt() {
    OpenWindows open = windows(Windows.tumbling(TEN));
    rows(open, 1, 2, 11);
    open.passed(9);
    assertThat(report).isEqualTo(new WindowsReport(1, 20, List.of(20L)));
    open.passed(19);
    assertThat(report).isEqualTo(new WindowsReport(0, Long.MAX_VALUE, List.of()));
  }

  @Test
  void aRowOfAWindowThatIsOverOpensNone() {
    OpenWindows open = windows(Windows.tumbling(TEN));
    open.add(5, 1, 9);
    assertThat(report).isEqualTo(new WindowsReport(0, Long.MAX_VALUE, List.of()));
  }

  @Test
  void ofVeryManyWindowsTheFirstAreNamed() {
    rows(windows(Windows.tumbling(TEN)), LongStream.range(0, 2000).map(n -> n * 10).toArray());
    assertThat(report.ends()).hasSize(WindowsReport.MOST_ENDS).startsWith(10L, 20L);
  }

  @Test
  void sessionsAreNotCountedSinceRowsThatFollowMayMergeThem() {
    rows(windows(Windows.session(TEN)), 1, 2);
    assertThat(report).isEqualTo(new WindowsReport(2, 11, List.of()));
  }

  private OpenWindows windows(Windows windows) {
    return new OpenWindows(windows, newest -> report = newest);
  }

  private static void rows(OpenWindows open, long... timestamps) {
    for (long timestamp : timestamps) {
      open.add(timestamp, 1, Long.MIN_VALUE);
    }
  }
}
