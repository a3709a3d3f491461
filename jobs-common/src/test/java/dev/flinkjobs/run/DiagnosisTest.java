package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.diagnosis.SourceReport;
import dev.flinkjobs.diagnosis.WindowsReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
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
            "windows 1/2", new WindowsReport(1200, TEN + 5000),
            "windows 2/2", new WindowsReport(34, TEN + 10_000));
    assertThat(Diagnosis.text(sources, windows, Duration.ofSeconds(1)))
        .isEqualTo(
            """
            diagnosis: rows in open windows: 1,234; the next window ends at 2024-05-11T10:00:05Z, and waits for a row at 2024-05-11T10:00:06Z or later
              rows 1/3: watermark 2024-05-11T09:59:59.999Z
              rows 2/3: watermark 2024-05-11T09:59:54.999Z, silent, and not waited for
              rows 3/3: no row yet
            """);
  }

  @Test
  void withoutAnOpenWindowThereIsNothingToWaitFor() {
    assertThat(
            Diagnosis.text(
                Map.of("rows 1/1", new SourceReport(Long.MAX_VALUE, false)),
                Map.of("windows 1/1", new WindowsReport(0, Long.MAX_VALUE)),
                Duration.ZERO))
        .isEqualTo("diagnosis: no window is open\n  rows 1/1: at its end\n");
  }
}
