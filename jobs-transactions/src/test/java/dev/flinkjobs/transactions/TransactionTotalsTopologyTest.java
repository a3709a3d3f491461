package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.testing.TestCluster;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The streams of the job without its runner, against sums of {@link BigDecimal} in a loop. */
class TransactionTotalsTopologyTest {
  private static final int ROWS = 20_000;
  private static final int GROUPS = 300;

  @RegisterExtension private static final TestCluster CLUSTER = TestCluster.of(1, 3);

  @ParameterizedTest
  @CsvSource({"hashmap, 1", "hashmap, 3", "rocksdb, 1", "rocksdb, 3"})
  void eachRowHasTheTotalOfItsGroupSoFar(String backend, int parallelism) throws Exception {
    List<Transaction> rows = rows();
    List<String> totals = totals(rows, Emit.EVERY, backend, parallelism);
    if (parallelism == 1) {
      assertThat(totals).isEqualTo(running(rows));
    } else {
      assertThat(byGroup(totals)).isEqualTo(byGroup(running(rows)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hashmap, 1, final",
    "hashmap, 3, final",
    "hashmap, 3, 1h",
    "rocksdb, 1, final",
    "rocksdb, 3, final",
    "rocksdb, 3, 1h"
  })
  void atTheEndEachGroupHasItsTotalOnce(String backend, int parallelism, String emit)
      throws Exception {
    List<Transaction> rows = rows();
    Emit when = emit.equals("final") ? Emit.FINAL : Emit.at(Duration.ofHours(1));
    assertThat(totals(rows, when, backend, parallelism))
        .containsExactlyInAnyOrderElementsOf(last(running(rows)));
  }

  /** Amounts of all sizes and signs; some groups have one row, one has a third of all. */
  private static List<Transaction> rows() {
    Random random = new Random(17);
    List<Transaction> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      int group = random.nextInt(3) == 0 ? 0 : random.nextInt(1 + random.nextInt(GROUPS));
      Decimal amount =
          random.nextInt(100) == 0
              ? Decimal.of("-9223372036854775807.123456789012345678901")
              : Decimal.of(random.nextInt(), random.nextInt(4));
      rows.add(new Transaction(GroupKey.of("g" + group), amount));
    }
    return rows;
  }

  /** The totals as {@code "group total count"}, in the order in which they came. */
  private static List<String> totals(
      List<Transaction> rows, Emit emit, String backend, int parallelism) throws Exception {
    try (AutoCloseable context = CLUSTER.asContext(parallelism)) {
      assertThat(context).isNotNull();
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      env.configure(
          new Configuration()
              .set(StateBackendOptions.STATE_BACKEND, backend)
              .set(PipelineOptions.OBJECT_REUSE, true));
      DataStream<RowBatch<Transaction>> batches =
          env.fromData(batches(rows), RowBatch.type(Transaction.TYPE)).uid("rows");
      DataStream<GroupTotal> results =
          TransactionTotalsJob.topology(batches, emit, parallelism == 1);
      return results.executeAndCollect(2 * ROWS).stream()
          .map(TransactionTotalsTopologyTest::text)
          .toList();
    }
  }

  /** Of any number of rows, also of none, and of more than a bundle takes. */
  private static List<RowBatch<Transaction>> batches(List<Transaction> rows) {
    Random random = new Random(18);
    List<RowBatch<Transaction>> batches = new ArrayList<>();
    int from = 0;
    while (from < rows.size()) {
      int to = Math.min(rows.size(), from + random.nextInt(random.nextBoolean() ? 3 : 10_000));
      batches.add(
          new RowBatch<>(
              new ArrayList<>(rows.subList(from, to)), List.of(), 1, RowBatch.NO_WATERMARK));
      from = to;
    }
    return batches;
  }

  private static List<String> running(List<Transaction> rows) {
    Map<GroupKey, BigDecimal> sums = new HashMap<>();
    Map<GroupKey, Long> counts = new HashMap<>();
    return rows.stream()
        .map(
            row -> {
              BigDecimal sum =
                  sums.merge(row.group(), row.amount().toBigDecimal(), BigDecimal::add);
              long count = counts.merge(row.group(), 1L, Long::sum);
              return row.group() + " " + sum.toPlainString() + " " + count;
            })
        .toList();
  }

  private static String text(GroupTotal total) {
    return total.group() + " " + total.total() + " " + total.count();
  }

  private static Map<String, List<String>> byGroup(List<String> totals) {
    return totals.stream()
        .collect(
            Collectors.groupingBy(
                total -> total.substring(0, total.indexOf(' ')),
                TreeMap::new,
                Collectors.toList()));
  }

  private static List<String> last(List<String> running) {
    return byGroup(running).values().stream().map(of -> of.get(of.size() - 1)).toList();
  }
}
