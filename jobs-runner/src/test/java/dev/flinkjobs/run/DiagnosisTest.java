package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.diagnosis.SourceReport;
import dev.flinkjobs.diagnosis.WindowsReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static final long TEN = Instant.parse("2024-05-11T10:00:00Z").toEpochMilli();

  @Test
  void theNextWindowAndWhatItWaitsForAreNamedWithEachReader() {
    Map<String, SourceReport> sources =
        new TreeMap<>(
            Map.of(
                "rows 1/3", new SourceReport(TEN - 1, false),
                "rows 2/3", new SourceReport(TEN - 5001, true),
                "rows 3/3", new SourceReport(Long.MIN_VALUE, false)));
    Map<String, WindowsReport> windows =
        Map.of(
            "windows 1/2", windows(1200, TEN + 5000, TEN + 10_000),
            "windows 2/2", windows(34, TEN + 10_000));
    assertThat(Diagnosis.text(sources, windows, Duration.ofSeconds(1)))
        .isEqualTo(
            """
            diagnosis: open windows: 2, rows in them: 1,234; the next ends at 2024-05-11T10:00:05Z, and waits for a row at 2024-05-11T10:00:06Z or later
              rows 1/3: watermark 2024-05-11T09:59:59.999Z
              rows 2/3: watermark 2024-05-11T09:59:54.999Z, idle: windows do not wait for it
              rows 3/3: no row yet
            """);
  }

  @Test
  void moreWindowsThanAReportHoldsAreSaidToBeMore() {
    long[] ends = LongStream.range(0, WindowsReport.MOST_ENDS).map(each -> TEN + each).toArray();
    assertThat(Diagnosis.text(Map.of(), Map.of("windows 1/1", windows(5, ends)), Duration.ZERO))
        .startsWith("diagnosis: open windows: 1,000 or more, rows in them: 5; the next ends at");
  }

  @Test
  void sessionsAreNotCountedSinceRowsThatFollowMayMergeThem() {
    WindowsReport sessions = new WindowsReport(5, TEN, List.of());
    assertThat(Diagnosis.text(Map.of(), Map.of("windows 1/1", sessions), Duration.ZERO))
        .isEqualTo(
            """
            diagnosis: rows in open sessions: 5; the next ends at 2024-05-11T10:00:00Z, and waits for a row at 2024-05-11T10:00:00Z or later
            """);
  }

  @Test
  void withoutAnOpenWindowThereIsNothingToWaitFor() {
    assertThat(
            Diagnosis.text(
                Map.of("rows 1/1", new SourceReport(Long.MAX_VALUE, false)),
                Map.of("windows 1/1", new WindowsReport(0, Long.MAX_VALUE, List.of())),
                Duration.ZERO))
        .isEqualTo("diagnosis: no window is open\n  rows 1/1: at its end\n");
  }

  private static WindowsReport windows(long rows, long... ends) {
    return new WindowsReport(rows, ends[0], LongStream.of(ends).boxed().toList());
  }
}
