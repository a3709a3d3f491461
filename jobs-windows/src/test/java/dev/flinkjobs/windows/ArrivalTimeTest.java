package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of rows without a time: {@code --time @arrival}. */
class ArrivalTimeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** From 1970 to 2243, so that no window ends between two rows. */
  private static final String ALL_TIME = "tumbling:2400000h";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"1," + ALL_TIME, "2," + ALL_TIME, "4," + ALL_TIME, "2, session:1d"})
  void rowsWithoutATimeAreInTheWindowOfTheTimeAtWhichTheyWereRead(String parallelism, String window)
      throws IOException {
    String input =
        file("amount,transaction_id", "1,a", "20,b", "3,a")
            + ","
            + file("transaction_id,amount", "a,5");
    Outcome outcome = run("--input", input, "--window", window, "-p", parallelism);
    assertThat(outcome.out().lines().map(line -> line.replaceFirst(".*> ", "")))
        .containsExactlyInAnyOrder("3.0", "20.0");
    assertThat(outcome.summary()).contains("late:0,filtered:", "balanced:true");
  }

  @Test
  void theTimeIsThatOfTheClockWhateverColumnsThereAre() throws IOException {
    String input = file("transaction_id,timestamp,@arrival,amount", "a,2024-05-11 10:00:00,0,1");
    Instant before = Instant.now();
    Outcome outcome = run("--input", input, "--window", "tumbling:1ms", "--print", "detail");
    Matcher start = Pattern.compile("\\[(\\S+), ").matcher(outcome.out());
    assertThat(start.find()).isTrue();
    assertThat(Instant.parse(start.group(1))).isBetween(before.minusMillis(1), Instant.now());
  }

  @Test
  void aColumnMayBeCalledArrival() throws IOException {
    String input = file("arrival,amount", "2024-05-11 10:00:00,1", "2024-05-11 10:00:09,2");
    assertThat(run("--input", input, "--key", "arrival", "--window", ALL_TIME).out().lines())
        .containsExactlyInAnyOrder("Tumbling Window Avg> 1.0", "Tumbling Window Avg> 2.0");
    try (StdStreams std = StdStreams.capture()) {
      WindowAveragesJob.main(
          new String[] {
            "--input",
            file("id,arrival,amount", "a,2024-05-11 10:00:00,1"),
            "--key",
            "id",
            "--time",
            "arrival",
            "--print",
            "detail"
          });
      assertThat(std.out()).contains("[2024-05-11T10:00:00Z, 2024-05-11T10:00:05Z)");
    }
  }

  /** No later row has to come, as a column of times would need. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void aWindowIsEmittedWhenTheClockPassesItsEnd(String parallelism) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        StdStreams std = StdStreams.capture()) {
      Path summary = directory.resolve("summary.json");
      String input = "socket://127.0.0.1:" + server.getLocalPort() + "?reconnect=0";
      CompletableFuture<Void> job =
          CompletableFuture.runAsync(
              () ->
                  start(
                      "--input",
                      input,
                      "--window",
                      "sliding:2s/1s",
                      "-p",
                      parallelism,
                      "--summary-json",
                      summary.toString()));
      try (Socket client = server.accept()) {
        client
            .getOutputStream()
            .write("transaction_id,amount\na,1.5\n".getBytes(StandardCharsets.UTF_8));
        await()
            .atMost(TIMEOUT)
            .until(() -> std.out().equals("Sliding Window Avg> 1.5\nSliding Window Avg> 1.5\n"));
      }
      job.join();
      assertThat(Outcome.summary(summary)).contains("accepted:1,", "late:0,filtered:");
    }
  }

  private Outcome run(String... args) {
    return Outcome.of(ArrivalTimeTest::start, args);
  }

  private static void start(String... args) {
    WindowAveragesJob.main(
        Stream.concat(Stream.of("--time", "@arrival"), Stream.of(args)).toArray(String[]::new));
  }

  private String file(String... lines) throws IOException {
    Path file = Files.createTempFile(directory, "rows", ".csv");
    return Files.writeString(file, String.join("\n", lines) + "\n").toString();
  }
}
