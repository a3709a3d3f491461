package dev.flinkjobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.RejectedLimit;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerFunctionTest {
  private @Nullable KeyedOneInputStreamOperatorTestHarness<String, Tally, Void> open;

  @AfterEach
  void close() throws Exception {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void talliesAddUp() throws Exception {
    var ledger = ledger(null, null);
    ledger.processElement(rows(3, 1), 0);
    ledger.processElement(rows(2, 0), 0);
    assertThat(sums(ledger).read()).isEqualTo(6);
    assertThat(sums(ledger).accepted()).isEqualTo(5);
    assertThat(sums(ledger).rejected()).isEqualTo(1);
  }

  @Test
  void afterARestoreTheSumsGoOn() throws Exception {
    var first = ledger(null, null);
    first.processElement(rows(3, 1), 0);
    OperatorSubtaskState checkpoint = first.snapshot(1, 1);
    first.processElement(rows(50, 50), 0);
    first.close();

    var second = ledger(null, checkpoint);
    second.processElement(rows(2, 0), 0);
    assertThat(sums(second).read()).isEqualTo(6);
  }

  @Test
  void afterARestoreTheSumsAreThereBeforeAnythingElseComes() throws Exception {
    var first = ledger(null, null);
    first.processElement(rows(3, 1), 0);
    OperatorSubtaskState checkpoint = first.snapshot(1, 1);
    first.close();

    assertThat(sums(ledger(null, checkpoint)).read()).isEqualTo(4);
  }

  @Test
  void keysThatLookTheSameAreNamedOnceWhicheverSubtaskHasThem() throws Exception {
    var first = ledger(null, null);
    first.processElement(keys("type", "a", "b", "가"), 0);
    first.processElement(keys("type", "a\u200b", "\u1100\u1161", "A"), 0);
    first.processElement(keys("currency", "b "), 0);
    first.processElement(keys("type", "a\u200b", "a"), 0);
    List<String> pairs = List.of("type '가' and '\\u1100\\u1161'", "type 'a' and 'a\\u200b'");
    assertThat(sums(first).alikeKeys()).containsExactlyInAnyOrderElementsOf(pairs);
    assertThat(sums(first).counts().keySet()).noneMatch(name -> name.contains("key."));
    OperatorSubtaskState checkpoint = first.snapshot(1, 1);
    first.close();

    var second = ledger(null, checkpoint);
    second.processElement(keys("type", "a", "a\u200b"), 0);
    assertThat(sums(second).alikeKeys()).containsExactlyInAnyOrderElementsOf(pairs);
  }

  @Test
  void ofManyKeysThatLookTheSameTenPairsAreNamed() throws Exception {
    var ledger = ledger(null, null);
    for (int i = 0; i < 20; i++) {
      ledger.processElement(keys("type", "a" + i, "a" + i + " "), 0);
    }
    assertThat(sums(ledger).alikeKeys()).hasSize(10);
  }

  private static Tally keys(String column, String... keys) {
    Map<String, Long> counts = new HashMap<>();
    for (String key : keys) {
      counts.put("key." + column + "\0" + key, 0L);
    }
    return new Tally(counts, List.of());
  }

  @Test
  void asManyRejectedRowsAsAllowedAreFine() throws Exception {
    var ledger = ledger(new RejectedLimit(BigDecimal.valueOf(2), false), null);
    assertThatCode(() -> ledger.processElement(rows(0, 2), 0)).doesNotThrowAnyException();
  }

  @Test
  void oneMoreEndsTheJobWithoutARestartAndShowsTheFirstTen() throws Exception {
    var ledger = ledger(new RejectedLimit(BigDecimal.valueOf(12), false), null);
    ledger.processElement(rows(5, 12), 0);
    assertThatThrownBy(() -> ledger.processElement(rows(0, 1), 0))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(Verdict.class)
        .hasMessageContaining("13 of 18 rows rejected, allowed: 12")
        .hasMessageContaining("in.csv:10:")
        .hasMessageNotContaining("in.csv:11:");
  }

  @Test
  void aShareIsNotJudgedOnAFewRows() throws Exception {
    var ledger = ledger(percent("1"), null);
    assertThatCode(() -> ledger.processElement(rows(9_898, 101), 0)).doesNotThrowAnyException();
  }

  @Test
  void aShareIsJudgedFromTenThousandRowsOn() throws Exception {
    var ledger = ledger(percent("1"), null);
    ledger.processElement(rows(9_898, 101), 0);
    assertThatThrownBy(() -> ledger.processElement(rows(1, 0), 0))
        .isInstanceOf(SuppressRestartsException.class);
  }

  @Test
  void aShareOfExactlyTheLimitIsFine() throws Exception {
    var ledger = ledger(percent("1"), null);
    assertThatCode(() -> ledger.processElement(rows(9_900, 100), 0)).doesNotThrowAnyException();
  }

  @Test
  void aShareOfFewRowsIsJudgedAtTheEnd() throws Exception {
    var ledger = ledger(percent("1"), null);
    ledger.processElement(rows(98, 2), 0);
    assertThatThrownBy(() -> ledger.processWatermark(Watermark.MAX_WATERMARK))
        .hasRootCauseInstanceOf(Verdict.class);
  }

  private static RejectedLimit percent(String percent) {
    return new RejectedLimit(new BigDecimal(percent), true);
  }

  @Test
  void eachOfSeveralOutputsHasAMetricAlsoBeforeItsFirstResult() throws Exception {
    Map<String, Gauge<?>> gauges = new HashMap<>();
    var ledger = measured(List.of("heavy", "cold"), gauges);
    ledger.processElement(new Tally(Map.of(Ledger.emitted("heavy"), 3L), List.of()), 0);
    assertThat(value(gauges, ".ledger.emitted")).isEqualTo(3L);
    assertThat(value(gauges, ".ledger.output.heavy.emitted")).isEqualTo(3L);
    assertThat(value(gauges, ".ledger.output.cold.emitted")).isEqualTo(0L);
  }

  @Test
  void eachReasonHasAMetricAlsoBeforeItsFirstRow() throws Exception {
    Map<String, Gauge<?>> gauges = new HashMap<>();
    var ledger = measured(List.of(), gauges);
    ledger.processElement(rows(4, 3), 0);
    assertThat(value(gauges, ".ledger.rejected")).isEqualTo(3L);
    assertThat(value(gauges, ".ledger.reason.missing value.rejected")).isEqualTo(3L);
    assertThat(value(gauges, ".ledger.reason.bad json.rejected")).isEqualTo(0L);
  }

  /** Of these outputs, whose metrics go into the map. */
  private KeyedOneInputStreamOperatorTestHarness<String, Tally, Void> measured(
      List<String> outputs, Map<String, Gauge<?>> gauges) throws Exception {
    TaskMetricGroup metrics =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                TestingMetricRegistry.builder()
                    .setRegisterConsumer(
                        (metric, name, group) -> {
                          if (metric instanceof Gauge<?> gauge) {
                            gauges.put(group.getMetricIdentifier(name), gauge);
                          }
                        })
                    .build(),
                "host",
                ResourceID.generate())
            .addJob(new JobID(), "job")
            .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task");
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new LedgerFunction(null, outputs)),
            tally -> "ledger",
            Types.STRING,
            MockEnvironment.builder().setMetricGroup(metrics).build());
    open = harness;
    harness.open();
    return harness;
  }

  private static Object value(Map<String, Gauge<?>> gauges, String end) {
    return gauges.entrySet().stream()
        .filter(gauge -> gauge.getKey().endsWith(end))
        .findFirst()
        .orElseThrow(() -> new AssertionError(end + " is not in " + gauges.keySet()))
        .getValue()
        .getValue();
  }

  /** A tally of so many rows. */
  private static Tally rows(long accepted, long rejected) {
    Map<String, Long> counts = new HashMap<>();
    counts.put(Ledger.READ, accepted + rejected);
    counts.put(Ledger.ACCEPTED, accepted);
    counts.put(Ledger.rejected(RejectReason.MISSING_VALUE), rejected);
    List<Rejected> examples =
        LongStream.rangeClosed(1, rejected).mapToObj(LedgerFunctionTest::rejectedRow).toList();
    return new Tally(counts, examples);
  }

  private static Rejected rejectedRow(long line) {
    return new Rejected(
        "in.csv@" + line,
        "in.csv",
        line,
        line,
        "amount",
        "",
        RejectReason.MISSING_VALUE,
        "a,",
        false);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Tally, Void> ledger(
      @Nullable RejectedLimit limit, @Nullable OperatorSubtaskState restored) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new LedgerFunction(limit, List.of())),
            tally -> "ledger",
            Types.STRING);
    open = harness;
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    return harness;
  }

  private static Ledger sums(KeyedOneInputStreamOperatorTestHarness<String, Tally, Void> harness) {
    Map<String, Accumulator<?, ?>> accumulators =
        harness.getEnvironment().getAccumulatorRegistry().getUserMap();
    return (Ledger)
        Objects.requireNonNull(accumulators.get(LedgerAccumulator.NAME)).getLocalValue();
  }
}
