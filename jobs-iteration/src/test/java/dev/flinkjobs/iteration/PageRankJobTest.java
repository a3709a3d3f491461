package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRankJobTest {
  @RegisterExtension private static final TestCluster CLUSTER = TestCluster.of(1, 3);

  private static final double DAMPING = 0.85;

  @TempDir Path directory;

  @Test
  void nodesThatPointToEachOtherMatterAlike() throws IOException {
    Ran ran = run("--input", file("a,b", "b,a").toString());
    assertThat(ran.out()).isEqualTo("(a, 0.500000000000000000)\n(b, 0.500000000000000000)\n");
    assertThat(ran.rounds()).containsExactly("1 2 0.000000000000000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void edgesThatAreThereTwiceCountOnceInAllRoundsAndAreToldOnce(String parallelism)
      throws IOException {
    String[] edges = {"a,b", "b,a", "b,c", "c,a"};
    Ran once = run("--input", file(edges).toString(), "-p", parallelism);
    Path twice = file("a,b", "b,a", "b,a", "b,c", "b,a", "c,a", "c,a");
    Path duplicates = directory.resolve("duplicates");
    Ran ran =
        run(
            "--input",
            twice.toString(),
            "-p",
            parallelism,
            "--distinct-by",
            "source,target",
            "--duplicate-rows",
            "files:" + duplicates);
    assertThat(ran.out()).isEqualTo(once.out()).isNotEqualTo(run("--input", twice + "").out());
    assertThat(ran.err())
        .contains("  read                   7\n")
        .contains("  accepted               4\n")
        .contains("  duplicate              3\n");
    assertThat(CommittedParts.lines(duplicates))
        .extracting(line -> line.replaceFirst(".*edges.csv,", ""))
        .containsExactly(
            "22,4,\"source,target\",\"b,a\",duplicate,\"b,a\",utf-8",
            "30,6,\"source,target\",\"b,a\",duplicate,\"b,a\",utf-8",
            "38,8,\"source,target\",\"c,a\",duplicate,\"c,a\",utf-8");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theSumsOfEachNodeAreAStream(int parallelism) throws Exception {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      edges.add(new Edge("n" + i % 3, i % 2 == 0 ? "n0" : "끝"));
    }
    TypeInformation<Edge> type = new EdgeDecoder().type();
    assertThat(Streams.results(CLUSTER, parallelism, type, edges, PageRankJob::outgoing))
        .containsExactlyInAnyOrder(
            new NodeSum("n0", 10_000),
            new NodeSum("n1", 10_000),
            new NodeSum("n2", 10_000),
            new NodeSum("끝", 0));
    Map<String, Long> shares = Map.of("n0", 3L, "n1", 100_000_000_000L);
    assertThat(
            Streams.results(
                CLUSTER,
                parallelism,
                type,
                edges,
                (batches, chained) -> PageRankJob.passed(batches, shares, chained)))
        .containsExactlyInAnyOrder(
            new NodeSum("n0", 5000 * 100_000_000_003L), new NodeSum("끝", 5000 * 100_000_000_003L));
  }

  @Test
  void aNodeSteersNoTerminal() throws IOException {
    assertThat(run("--input", file("a\u001b[2J,b\u009b", "b\u009b,a\u001b[2J").toString()).out())
        .isEqualTo("(a\\u001b[2J, 0.500000000000000000)\n(b\\u009b, 0.500000000000000000)\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void ranksAreThoseOfOneThreadToTheLastDigitAtAnyParallelism(long seed) throws IOException {
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      // Some nodes only are pointed to; some edges are there twice, some lead back at once.
      edges.add(new Edge("n" + random.nextInt(40), "n" + random.nextInt(50)));
    }
    Path input =
        file(edges.stream().map(e -> e.source() + "," + e.target()).toArray(String[]::new));
    Map<String, BigDecimal> expected = reference(edges, 8);
    for (String parallelism : List.of("1", "2", "4")) {
      Map<String, BigDecimal> ranks =
          ranks(
              run(
                  "--input",
                  input.toString(),
                  "--tolerance",
                  "0",
                  "--max-rounds",
                  "8",
                  "-p",
                  parallelism));
      assertThat(ranks).as("-p " + parallelism).isEqualTo(expected);
      assertThat(ranks.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo("1");
    }
    Map<String, Double> doubles = doubles(edges, 8);
    expected.forEach(
        (node, rank) ->
            assertThat(rank.doubleValue()).as(node).isCloseTo(at(doubles, node), within(1e-14)));
  }

  /** In whole numbers, edge by edge. */
  private static Map<String, BigDecimal> reference(List<Edge> edges, int rounds) {
    Map<String, Integer> outgoing = outgoing(edges);
    Map<String, BigInteger> ranks = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      Map<String, BigInteger> next = new LinkedHashMap<>();
      outgoing.keySet().forEach(node -> next.put(node, BigInteger.ZERO));
      for (Edge edge : round == 0 ? List.<Edge>of() : edges) {
        BigInteger share =
            at(ranks, edge.source())
                .multiply(BigInteger.valueOf(85))
                .divide(BigInteger.valueOf(100L * at(outgoing, edge.source())));
        next.merge(edge.target(), share, BigInteger::add);
      }
      BigInteger passed = next.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
      BigInteger[] each =
          BigInteger.TEN
              .pow(18)
              .subtract(passed)
              .divideAndRemainder(BigInteger.valueOf(next.size()));
      int more = each[1].intValue();
      for (String node : outgoing.keySet()) {
        next.merge(node, each[0].add(BigInteger.valueOf(more-- > 0 ? 1 : 0)), BigInteger::add);
      }
      ranks.putAll(next);
    }
    Map<String, BigDecimal> decimals = new TreeMap<>();
    ranks.forEach((node, rank) -> decimals.put(node, new BigDecimal(rank, 18)));
    return decimals;
  }

  /** By the formula of the book. */
  private static Map<String, Double> doubles(List<Edge> edges, int rounds) {
    Map<String, Integer> outgoing = outgoing(edges);
    double n = outgoing.size();
    Map<String, Double> ranks = new TreeMap<>();
    outgoing.keySet().forEach(node -> ranks.put(node, 1 / n));
    for (int round = 0; round < rounds; round++) {
      double dangling = 0;
      for (String node : outgoing.keySet()) {
        dangling += at(outgoing, node) == 0 ? at(ranks, node) : 0;
      }
      Map<String, Double> next = new TreeMap<>();
      for (String node : outgoing.keySet()) {
        next.put(node, (1 - DAMPING) / n + DAMPING * dangling / n);
      }
      for (Edge edge : edges) {
        double share = DAMPING * at(ranks, edge.source()) / at(outgoing, edge.source());
        next.merge(edge.target(), share, Double::sum);
      }
      ranks.putAll(next);
    }
    return ranks;
  }

  private static Map<String, Integer> outgoing(List<Edge> edges) {
    Map<String, Integer> outgoing = new TreeMap<>();
    for (Edge edge : edges) {
      outgoing.merge(edge.source(), 1, Integer::sum);
      outgoing.merge(edge.target(), 0, Integer::sum);
    }
    return outgoing;
  }

  private static <V> V at(Map<String, V> values, String node) {
    return Objects.requireNonNull(values.get(node), node);
  }

  private static Map<String, BigDecimal> ranks(Ran ran) {
    Map<String, BigDecimal> ranks = new TreeMap<>();
    for (String line : ran.out().lines().toList()) {
      int comma = line.indexOf(", ");
      ranks.put(
          line.substring(1, comma), new BigDecimal(line.substring(comma + 2, line.length() - 1)));
    }
    return ranks;
  }

  @Test
  void anEdgeThatIsGivenTwiceCountsTwice() throws IOException {
    Map<String, BigDecimal> ranks = ranks(run("--input", file("a,b", "a,b", "a,c").toString()));
    assertThat(at(ranks, "b")).isGreaterThan(at(ranks, "c"));
  }

  @Test
  void withoutDampingAllNodesMatterAlike() throws IOException {
    assertThat(run("--input", file("a,b", "c,b").toString(), "--damping", "0").out())
        .isEqualTo(
            """
            (a, 0.333333333333333334)
            (b, 0.333333333333333333)
            (c, 0.333333333333333333)
            """);
  }

  @Test
  void filesHaveTheHighestRankFirst() throws IOException {
    Path out = directory.resolve("out");
    run("--input", file("c,a", "b,a").toString(), "--output", "files:" + out + "?format=json");
    assertThat(Files.readAllLines(out.resolve("part-0-0.json")))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("{\"node\":\"a\",\"rank\":0.");
  }

  @Test
  void aFileWithoutEdgesIsAnError() throws IOException {
    Ran ran = run("--input", file(",a", "a").toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err())
        .contains("no row of 2 was accepted; most frequent: 1 rejected, missing value;");
    assertThat(ran.summary())
        .contains("rejected:{total:2,byReason:{missing value:1,wrong column count:1}}");
  }

  @Test
  void ranksThatDoNotSettleInTimeHaveACodeOfTheirOwn() throws IOException {
    Ran ran =
        run("--input", file("a,b", "b,c", "c,b").toString(), "--max-rounds", "2", "--damping", "1");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.NOT_CONVERGED);
    assertThat(ran.err()).contains("not converged after 2 rounds; the largest change was 0.");
    assertThat(ran.out()).contains("(b, ");
  }

  private Path file(String... rows) throws IOException {
    return Files.writeString(
        directory.resolve("edges.csv"), "source,target\n" + String.join("\n", rows) + "\n");
  }

  private static Ran run(String... args) {
    return Ran.of(PageRankJob::main, args);
  }
}
