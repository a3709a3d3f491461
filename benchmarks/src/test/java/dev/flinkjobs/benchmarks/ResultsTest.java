package dev.flinkjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResultsTest {

  @Test
  void netCpuIsWithoutTheStartAndRatiosAreOfMedians() {
    assertThat(
            markdown(
                "totals\tnaive\tfull\t1\tid\t1000000\t4.0\t8.0\t1.0\t0",
                "totals\tnaive\ttiny\t1\ttiny\t1000\t2.0\t2.5\t0.5\t0",
                "totals\tours\tfull\t1\tid\t1000000\t3.0\t2.0\t0.5\t0",
                "totals\tours\ttiny\t1\ttiny\t1000\t2.0\t1.5\t0.5\t0",
                "totals\tours\tfull\t1\tid\t1000000\t2.5\t2.0\t0.4\t0",
                "totals\tours\tfull\t1\tid\t1000000\t9.0\t8.0\t1.0\t0"))
        .contains("| naive | 6000 | 6000–6000 | 500,000 | 3.0 | – | 1.00 |")
        .contains("| ours | 500 | 400–7000 | 1,000,000 | 2.0 | – | 12.00 |")
        .contains("To reach: 12.00x. Reached: 12.00x.");
  }

  @Test
  void whereThereIsALimitOursIsComparedWithItToo() {
    assertThat(
            markdown(
                "totals\tlimit\tfull\t1\tid\t1000000\t1.0\t1.5\t0.5\t0",
                "totals\tlimit\ttiny\t1\ttiny\t1000\t0.5\t0.5\t0.5\t0",
                "totals\tours\tfull\t1\tid\t1000000\t3.0\t4.0\t0.5\t0",
                "totals\tours\ttiny\t1\ttiny\t1000\t2.0\t1.5\t0.5\t0"))
        .contains("| limit / this | this / limit |")
        .contains("| 0.40 | 2.50 |");
  }

  @Test
  void thePeakOfTheHeapIsTheMedianOfFullRuns() {
    assertThat(
            markdown(
                "start-up\tours\tfull\t1\tid\t0\t1.5\t2.5\t0.5\t1234.4",
                "start-up\tours\tfull\t2\tid\t0\t1.5\t2.5\t0.5\t20",
                "start-up\tours\tfull\t3\tid\t0\t1.5\t2.5\t0.5\t5000"))
        .contains("| contender | CPU s | spread | wall s | peak heap MB | ours / this |")
        .contains("| ours | 3.00 | 3.00–3.00 | 1.50 | 1,234 | 1.00 |");
  }

  @Test
  void aGoalThatIsMissedIsSaid() {
    assertThat(
            markdown(
                "start-up\tjdk-defaults\tfull\t1\tid\t0\t2.0\t4.0\t0.5\t0",
                "start-up\tours\tfull\t1\tid\t0\t1.5\t2.5\t0.5\t0"))
        .contains("| ours | 3.00 | 3.00–3.00 | 1.50 | – | 1.50 |")
        .contains("To reach: 2.86x. **Not reached**: 1.50x.");
  }

  @Test
  void areasThatWereNotRunAreNamed() {
    assertThat(
            markdown(
                "start-up\tjdk-defaults\tfull\t1\tid\t0\t2.0\t4.0\t0.5\t0",
                "start-up\tours\tfull\t1\tid\t0\t1.5\t2.5\t0.5\t0"))
        .containsPattern(
            "Not run in this session: totals, totals-files, [^\n]*windows-by-type[^\n]*\\.\n")
        .doesNotContainPattern("Not run in this session: [^\n]*start-up");
  }

  @Test
  void unequalInputsAreNotCompared() {
    assertThatThrownBy(
            () ->
                markdown(
                    "totals\tnaive\tfull\t1\tone\t1000\t4.0\t4.0\t1.0\t0",
                    "totals\tnaive\ttiny\t1\ttiny\t10\t2.0\t2.5\t0.5\t0",
                    "totals\tours\tfull\t1\tother\t1000\t3.0\t2.0\t0.5\t0",
                    "totals\tours\ttiny\t1\ttiny\t10\t2.0\t1.5\t0.5\t0"))
        .hasMessageContaining("did not read the same input");
  }

  @Test
  void unequalTinyInputsAreNotCompared() {
    assertThatThrownBy(
            () ->
                markdown(
                    "totals\tnaive\tfull\t1\tid\t1000\t4.0\t4.0\t1.0\t0",
                    "totals\tnaive\ttiny\t1\ttiny\t10\t2.0\t2.5\t0.5\t0",
                    "totals\tours\tfull\t1\tid\t1000\t3.0\t2.0\t0.5\t0",
                    "totals\tours\ttiny\t1\tother\t10\t2.0\t1.5\t0.5\t0"))
        .hasMessageContaining("did not read the same input");
  }

  @Test
  void oursIsJudgedWhereverItStands() {
    assertThat(
            markdown(
                "start-up\tjdk-defaults\tfull\t1\tid\t0\t2.0\t4.0\t0.5\t0",
                "start-up\tours\tfull\t1\tid\t0\t1.5\t1.0\t0.5\t0",
                "start-up\tanother\tfull\t1\tid\t0\t2.0\t4.0\t0.5\t0"))
        .contains("Reached: 3.00x.");
  }

  @Test
  void tooFewRowsAreAnError() {
    assertThatThrownBy(
            () ->
                markdown(
                    "totals\tnaive\tfull\t1\tid\t1000\t4.0\t4.0\t1.0\t0",
                    "totals\tnaive\ttiny\t1\ttiny\t10\t2.0\t5.5\t0.5\t0"))
        .hasMessageContaining("more rows");
  }

  @Test
  void aWallClockThatOthersDisturbedIsLeftOut() {
    assertThat(
            markdown(
                "totals\tnaive\tfull\t1\tid\t1000000\t2.0\t8.0\t1.0\t0",
                "totals\tnaive\ttiny\t1\ttiny\t1000\t2.0\t2.5\t0.5\t0"))
        .contains("| naive | 6000 | 6000–6000 | – | 3.0 | – | 1.00 |");
  }

  @Test
  void theChartHasABarOfEachContender() {
    assertThat(
            Results.chart(
                runs(
                    "start-up\tjdk-defaults\tfull\t1\tid\t0\t2.0\t4.0\t0.5\t0",
                    "start-up\tours\tfull\t1\tid\t0\t1.5\t1.5\t0.75\t0")))
        .contains("start-up: CPU, ms")
        .contains("width=\"460.0\" height=\"14\" class=\"peer\"")
        .contains("width=\"230.0\" height=\"14\" class=\"ours\"")
        .contains(">4,500</text>");
  }

  private static String markdown(String... lines) {
    return Results.markdown(runs(lines), "- date: today\n");
  }

  private static List<Run> runs(String... lines) {
    return Stream.of(lines).map(Run::parse).toList();
  }
}
