package dev.flinkjobs.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.TestCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each parcel is in the files of its routes once, whatever breaks under the job. */
class ParcelRoutingFailureTest {
  private static final int ROWS = 1_200_000;
  private static final int ROWS_PER_FILE = 2000;
  private static final List<String> ROUTES = List.of("heavy", "remote", "cold", "normal");
  private static final String HEADER = "weight_kg,address,refrigerated";

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 3);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"1, all", "2, first", "3, all"})
  void afterATaskManagerIsKilledEachParcelIsThereOnceAndTheLedgerIsExact(
      int parallelism, String routing) throws Exception {
    Path input = write("parcels.csv", 0, ROWS);
    Path out = directory.resolve("out");
    Path summary = directory.resolve("summary.json");
    try (TestCluster.Main run =
        cluster.start(
            parallelism,
            ParcelRoutingJob::main,
            "--input",
            input.toString(),
            "--routing",
            routing,
            "--output",
            "files:" + out,
            "--rejected",
            "discard",
            "--summary-json",
            summary.toString())) {
      run.job().awaitCheckpoint();
      run.job().awaitCheckpoint();
      cluster.replaceTaskManager(0);
      assertThat(run.end()).contains("balanced");
      assertThat(run.job().restores()).isPositive();
    }
    for (String route : ROUTES) {
      assertThat(rows(out.resolve(route)))
          .as("parcels of %s", route)
          .isEqualTo(expected(route, routing, 0, ROWS));
    }
    assertThat(Files.readString(summary))
        .contains("\"read\":" + ROWS + ",")
        .contains("\"emittedByOutput\":" + counts(routing, ROWS) + ",")
        .contains("\"balanced\":true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "first"})
  void aSavepointGoesOnAtAnotherParallelism(String routing) throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    @Nullable String savepoint = null;
    List<String> routingOfFile = Collections.nCopies(3, routing);
    int[] parallelisms = {1, 3, 2};
    for (int i = 0; i < parallelisms.length; i++) {
      Path file = write("next.csv", i * ROWS_PER_FILE, (i + 1) * ROWS_PER_FILE);
      Files.move(file, inbox.resolve(i + ".csv"));
      savepoint = runUntilRead(inbox, routingOfFile.subList(0, i + 1), parallelisms[i], savepoint);
    }
  }

  /**
   * Runs the job until the rows of all files are where they belong, and stops it with a savepoint.
   *
   * @param routings of the files, the last of them that of this run
   */
  private String runUntilRead(
      Path inbox, List<String> routings, int parallelism, @Nullable String savepoint)
      throws Exception {
    Path out = directory.resolve("out");
    Path summary = directory.resolve("summary.json");
    List<String> args =
        new ArrayList<>(
            List.of(
                "--input",
                "files:" + inbox + "?watch=10ms",
                "--output",
                "files:" + out,
                "--rejected",
                "discard",
                "--summary-json",
                summary.toString(),
                "--routing",
                routings.get(routings.size() - 1)));
    if (savepoint != null) {
      args.add("-Dexecution.state-recovery.path=" + savepoint);
    }
    try (TestCluster.Main run =
        cluster.start(parallelism, ParcelRoutingJob::main, args.toArray(String[]::new))) {
      for (String route : ROUTES) {
        await("the parcels of " + route)
            .atMost(Duration.ofSeconds(60))
            .until(() -> rows(out.resolve(route)).equals(expected(route, routings)));
      }
      String made = run.job().stopWithSavepoint(directory.resolve("savepoints"));
      run.end();
      assertThat(Outcome.summary(summary))
          .contains("read:" + routings.size() * ROWS_PER_FILE + ",", "balanced:true");
      return made;
    }
  }

  @Test
  void theCheckOfResultsSeesALostARepeatedAndAWrongOne() throws IOException {
    Path route = Files.createDirectory(directory.resolve("route"));
    Path part = route.resolve("part-0-0.csv");
    Files.write(part, List.of(HEADER, line(1), line(3)));
    assertThat(rows(route)).isNotEqualTo(bits(1, 2, 3)).isEqualTo(bits(1, 3));
    Files.write(part, List.of(HEADER, line(1), line(1)));
    assertThatThrownBy(() -> rows(route)).hasMessageContaining("parcel 1 once");
    Files.write(part, List.of(HEADER, line(1).replace("true", "false").replaceFirst("^", "9")));
    assertThatThrownBy(() -> rows(route)).hasMessageContaining("parcel 1 as it was read");
  }

  private Path write(String name, int from, int to) throws IOException {
    Path file = directory.resolve(name);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(HEADER + "\n");
      for (int row = from; row < to; row++) {
        out.write(line(row) + "\n");
      }
    }
    return file;
  }

  /** A row that ends its address with its own number. */
  private static String line(int row) {
    return row % 25 + "," + (row % 3 == 0 ? "산간 " : "서울 ") + row + "," + (row % 7 == 0);
  }

  private static boolean takes(String route, int row) {
    return switch (route) {
      case "heavy" -> row % 25 > 20;
      case "remote" -> row % 3 == 0;
      case "cold" -> row % 7 == 0;
      default -> row % 25 <= 20 && row % 3 != 0 && row % 7 != 0;
    };
  }

  /** Of files one after the other. */
  private static BitSet expected(String route, List<String> routings) {
    BitSet expected = new BitSet();
    for (int i = 0; i < routings.size(); i++) {
      int from = i * ROWS_PER_FILE;
      expected.or(expected(route, routings.get(i), from, from + ROWS_PER_FILE));
    }
    return expected;
  }

  private static BitSet expected(String route, String routing, int from, int to) {
    List<String> before =
        routing.equals("all") ? List.of() : ROUTES.subList(0, ROUTES.indexOf(route));
    BitSet expected = new BitSet();
    for (int row = from; row < to; row++) {
      int number = row;
      expected.set(
          row, takes(route, row) && before.stream().noneMatch(other -> takes(other, number)));
    }
    return expected;
  }

  private static String counts(String routing, int rows) {
    return ROUTES.stream()
        .map(route -> "\"" + route + "\":" + expected(route, routing, 0, rows).cardinality())
        .toList()
        .toString()
        .replace("[", "{")
        .replace("]", "}")
        .replace(" ", "");
  }

  /** The numbers of the rows in all committed parts. Fails if one is there twice, or changed. */
  private static BitSet rows(Path route) throws IOException {
    BitSet rows = new BitSet();
    if (!Files.isDirectory(route)) {
      return rows;
    }
    try (Stream<Path> files = Files.list(route)) {
      for (Path part :
          files.filter(file -> file.getFileName().toString().startsWith("part-")).toList()) {
        try (BufferedReader lines = Files.newBufferedReader(part)) {
          assertThat(lines.readLine()).isEqualTo(HEADER);
          lines.lines().forEach(line -> add(line, rows));
        }
      }
    }
    return rows;
  }

  private static void add(String line, BitSet rows) {
    String address = line.split(",", -1)[1];
    int row = Integer.parseInt(address.substring(address.indexOf(' ') + 1));
    if (!line.equals(line(row))) {
      throw new AssertionError("parcel " + row + " as it was read: " + line);
    }
    if (rows.get(row)) {
      throw new AssertionError("parcel " + row + " once");
    }
    rows.set(row);
  }

  private static BitSet bits(int... numbers) {
    BitSet bits = new BitSet();
    for (int number : numbers) {
      bits.set(number);
    }
    return bits;
  }
}
