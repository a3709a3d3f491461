package dev.flinkjobs.windows;

import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("derived")
class WindowAveragesUidTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"sliding:10s/5s, timestamp", "session:1m, timestamp", "sliding:10s/5s, @arrival"})
  void theOperatorsKeepTheirUids(String windows, String time) throws IOException {
    Path input =
        Files.writeString(directory.resolve("in.csv"), "transaction_id,timestamp,amount\n");
    UidContract.check(
        UidContract.graphOf(
            WindowAveragesJob::main,
            "--input",
            input.toString(),
            "--window",
            windows,
            "--time",
            time,
            "--alert-above",
            "1",
            "--alerts",
            "files:" + directory.resolve("alerts"),
            "--late",
            "files:" + directory.resolve("late"),
            "--output",
            "files:" + directory.resolve("out"),
            "--rejected",
            "files:" + directory.resolve("rejected")),
        Path.of("src/test/resources/window-averages-alerts.uids"));
  }
}
