package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansJobTest {
  @RegisterExtension private static final TestCluster CLUSTER = TestCluster.of(1, 3);

  @TempDir Path directory;

  @Test
  void centersAreTheMiddlesOfThePointsAroundThem() throws IOException {
    Path input = file("x,y", "1,1", "1.5,2", "10,10", "11,10.5");
    Ran ran = run("--input", input.toString(), "--k", "2");
    assertThat(ran.out())
        .isEqualTo(
            """
            cluster 1: (1.25, 1.5), 2 points
            cluster 2: (10.5, 10.25), 2 points
            """);
    assertThat(ran.rounds()).last().asString().endsWith("2 0");
    assertThat(ran.summary()).contains("accepted:4,", "emitted:2,");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void clustersAreThoseOfOneThreadToTheLastDigitAtAnyParallelism(long seed) throws IOException {
    System.out.println("seed " + seed);
    List<String> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 3000; i++) {
      // Without gaps, so that points change sides; thirds of digits, so that doubles would round.
      rows.add(coordinate(random) + "," + coordinate(random) + "," + coordinate(random));
    }
    Path written = file("a,b,c", rows.subList(0, 1000).toArray(String[]::new));
    Path first = Files.copy(written, directory.resolve("first.csv"));
    Path rest = file("a,b,c", rows.subList(1000, 3000).toArray(String[]::new));
    List<String> expected = reference(rows, 7, seed, 12);
    for (String parallelism : List.of("1", "2", "4")) {
      Path out = directory.resolve("out-" + parallelism);
      Ran ran =
          run(
              "--input",
              first + "," + rest,
              "--coordinates",
              "a,b,c",
              "--k",
              "7",
              "--seed",
              String.valueOf(seed),
              "--tolerance",
              "0",
              "--max-rounds",
              "12",
              "-p",
              parallelism,
              "--output",
              "files:" + out);
      assertThat(ran.rounds()).hasSizeGreaterThan(3);
      assertThat(Files.readAllLines(out.resolve("part-0-0.csv")))
          .as("-p " + parallelism)
          .isEqualTo(expected);
    }
  }

  private static String coordinate(SplittableRandom random) {
    return BigDecimal.valueOf(random.nextLong(-1_000_000, 1_000_000), random.nextInt(7))
        .toPlainString();
  }

  /** Lloyd's rounds once more, by a plain loop. */
  private static List<String> reference(List<String> rows, int k, long seed, int maxRounds) {
    List<BigDecimal[]> points =
        rows.stream()
            .map(
                row ->
                    Stream.of(row.split(",", -1)).map(BigDecimal::new).toArray(BigDecimal[]::new))
            .toList();
    List<SampledPoint> places =
        points.stream()
            .map(p -> new SampledPoint(Arrays.stream(p).map(BigDecimal::doubleValue).toList(), 1))
            .toList();
    List<BigDecimal[]> centers =
        new ArrayList<>(
            StartingCenters.of(places, k, seed).stream()
                .map(c -> c.stream().map(Decimal::toBigDecimal).toArray(BigDecimal[]::new))
                .toList());
    long[] sizes = new long[k];
    boolean moved = true;
    for (int round = 0; round < maxRounds && moved; round++) {
      BigDecimal[][] sums = new BigDecimal[k][3];
      sizes = new long[k];
      for (BigDecimal[] sum : sums) {
        Arrays.fill(sum, BigDecimal.ZERO);
      }
      for (BigDecimal[] point : points) {
        int nearest = 0;
        for (int c = 1; c < k; c++) {
          if (distance(point, centers.get(c)) < distance(point, centers.get(nearest))) {
            nearest = c;
          }
        }
        sizes[nearest]++;
        for (int i = 0; i < 3; i++) {
          sums[nearest][i] = sums[nearest][i].add(point[i]);
        }
      }
      moved = false;
      for (int c = 0; c < k; c++) {
        BigDecimal[] center = new BigDecimal[3];
        for (int i = 0; i < 3; i++) {
          center[i] =
              sums[c][i].divide(
                  BigDecimal.valueOf(sizes[c]), sums[c][i].scale() + 6, RoundingMode.HALF_UP);
        }
        moved |= distance(center, centers.get(c)) > 0;
        centers.set(c, center);
      }
    }
    record Found(List<BigDecimal> center, long size) {}
    List<Found> found = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      found.add(new Found(List.of(centers.get(c)), sizes[c]));
    }
    found.sort(Comparator.comparing(f -> f.center().get(0)));
    List<String> lines = new ArrayList<>(List.of("cluster,a,b,c,size"));
    for (Found f : found) {
      lines.add(
          lines.size()
              + f.center().stream()
                  .map(BigDecimal::toPlainString)
                  .collect(Collectors.joining(",", ",", ","))
              + f.size());
    }
    return lines;
  }

  private static double distance(BigDecimal[] a, BigDecimal[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i].doubleValue() - b[i].doubleValue();
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void aPointBetweenTwoCentersIsOfTheFirst() throws Exception {
    List<Cluster> clusters = List.of(cluster("0", 0), cluster("2", 0));
    NearestCenter nearest = new NearestCenter(clusters);
    assertThat(nearest.getKey(point("1"))).isEqualTo(0);
    assertThat(nearest.getKey(point("1.5"))).isEqualTo(1);
    assertThat(nearest.getKey(point("0.5"))).isEqualTo(0);
  }

  private static Point point(String... coordinates) {
    return new Point(Stream.of(coordinates).map(Decimal::of).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theSumsOfTheNearestPointsAreAStreamOfEachCenterThatHasAny(int parallelism) throws Exception {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      points.add(point(i % 3 == 0 ? "0.1" : "100", "-1"));
    }
    List<Cluster> clusters =
        Stream.of("-50", "0", "90").map(x -> new Cluster(point(x, "0").coordinates(), 0)).toList();
    assertThat(
            Streams.results(
                CLUSTER,
                parallelism,
                Point.TYPE,
                points,
                (batches, chained) -> KMeansJob.sums(batches, clusters, chained)))
        .containsExactlyInAnyOrder(
            new ClusterSum(1, 10_000, point("1000.0", "-10000").coordinates()),
            new ClusterSum(2, 20_000, point("2000000", "-20000").coordinates()));
  }

  @Test
  void aCenterThatHasLostItsPointsStaysWhereItIs() {
    List<Cluster> before = List.of(cluster("1", 2), cluster("50", 1));
    assertThat(KMeansJob.moved(before, List.of(new ClusterSum(0, 3, List.of(Decimal.of("9"))))))
        .containsExactly(new Cluster(List.of(Decimal.of("3.000000")), 3), cluster("50", 0));
  }

  @Test
  void aMeanHasSixDigitsMoreThanItsPointsRoundedHalfUp() {
    assertThat(
            KMeansJob.moved(
                    List.of(cluster("0", 0)),
                    List.of(new ClusterSum(0, 3, List.of(Decimal.of("2.0")))))
                .get(0)
                .center())
        .containsExactly(Decimal.of("0.6666667"));
  }

  @Test
  void anInputThatChangesBetweenRoundsIsAnError() {
    assertThatThrownBy(
            () ->
                KMeansJob.moved(
                    List.of(cluster("0", 5)), List.of(new ClusterSum(0, 4, List.of(Decimal.ZERO)))))
        .hasMessage(
            "--input had 5 points in the round before and has 4 now; it must not change before"
                + " the end");
  }

  private static Cluster cluster(String center, long size) {
    return new Cluster(List.of(Decimal.of(center)), size);
  }

  @Test
  void moreClustersThanDifferentPointsAreAnError() throws IOException {
    Path input = file("x,y", "1,1", "1.0,1.00", "-0,2", "0,2");
    Ran ran = run("--input", input.toString(), "--k", "3");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err()).contains("--k 3: there are only 2 different points; give 2 or less");
    assertThat(run("--input", input.toString(), "--k", "2").out())
        .isEqualTo("cluster 1: (0, 2), 2 points\ncluster 2: (1, 1), 2 points\n");
  }

  @Test
  void whatIsNoNumberIsRejectedAndAFileOfNothingElseAnError() throws IOException {
    Path input = file("x,y", "NaN,1", "1,Infinity", "1e400,1", "1" + "0".repeat(100) + ",1");
    Ran ran = run("--input", input.toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err())
        .contains("no row of 4 was accepted; most frequent: 2 rejected, not a number;")
        .contains("check --coordinates x,y, --delimiter ,")
        .contains("x 'NaN' is not a number", "y 'Infinity' is not a number");
    assertThat(ran.summary())
        .contains("rejected:{total:4,byReason:{not a number:2,out of range:2}}");
  }

  @Test
  void anInputWithoutTheColumnsIsAnErrorBeforeTheStart() throws IOException {
    Ran ran = run("--input", file("x,y", "1,1").toString(), "--coordinates", "x,z");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("'z'").contains("'x', 'y'");
  }

  @Test
  void aRunGoesOnWithoutReadingRejectedRowsAgain() throws IOException {
    Path input = file("x,y", "1,1", "2,1", "x,1", "8,8", "9,8", "20,20");
    String[] args = {
      "--input", input.toString(), "--k", "2", "--state", directory.resolve("state").toString()
    };
    Ran whole = run("--input", input.toString(), "--k", "2");
    Ran first =
        run(Stream.concat(Stream.of(args), Stream.of("--max-rounds", "1")).toArray(String[]::new));
    assertThat(first.err()).contains("x 'x' is not a number");
    Ran second = run(args);
    assertThat(second.err()).doesNotContain("x 'x' is not a number").contains("not a number 1");
    assertThat(second.out()).isEqualTo(whole.out());
    assertThat(second.rounds()).isEqualTo(whole.rounds());
  }

  private Path file(String header, String... rows) throws IOException {
    return Files.writeString(
        directory.resolve("points.csv"), header + "\n" + String.join("\n", rows) + "\n");
  }

  private static Ran run(String... args) {
    return Ran.of(KMeansJob::main, args);
  }
}
