package dev.flinkjobs.sql;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streaming keeps state, so its operators keep their uids. */
@Tag("derived")
class UidTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "sector-summary,",
    "sector-summary-hourly, 1h",
    "sales-summary,",
    "sales-summary-hourly, 1h",
    "behavior-stats,",
    "sql-totals,",
    "sql-window-averages,",
    "sql-window-averages-hop, hop",
    "sql-window-averages-session, session",
    "sql-window-averages-day, 1d"
  })
  void theOperatorsKeepTheirUids(String committed, String window) throws IOException {
    JobOptions options = options(committed);
    List<String> args =
        List.of(
            "--mode",
            "streaming",
            "--input",
            Path.of("../data", options.sample()).toString(),
            "--output",
            "files:" + directory.resolve("out"),
            "--rejected",
            "files:" + directory.resolve("rejected"));
    UidContract.check(
        UidContract.graphOf(
            main(options),
            Stream.concat(
                    args.stream(), window == null ? Stream.of() : Stream.of("--window", window))
                .toArray(String[]::new)),
        Path.of("src/test/resources", committed + ".uids"));
  }

  private static JobOptions options(String committed) {
    return Stream.of(
            new SectorSummaryOptions(),
            new SalesSummaryOptions(),
            new BehaviorStatsOptions(),
            new SqlTotalsOptions(),
            new SqlWindowAveragesOptions())
        .filter(options -> committed.startsWith(options.name()))
        .findFirst()
        .orElseThrow();
  }

  private static Consumer<String[]> main(JobOptions options) {
    return args -> {
      try {
        options.mainClass().getMethod("main", String[].class).invoke(null, (Object) args);
      } catch (InvocationTargetException failed) {
        throw new AssertionError(failed.getCause());
      } catch (ReflectiveOperationException failed) {
        throw new LinkageError(failed.getMessage(), failed);
      }
    };
  }
}
