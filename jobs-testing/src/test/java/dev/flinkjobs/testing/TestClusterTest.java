package dev.flinkjobs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TestClusterTest {
  private static final long ENDLESS = Long.MAX_VALUE;
  private static final long KEYS = 4;

  @RegisterExtension private final TestCluster cluster = TestCluster.of(2, 2);
  @TempDir private Path savepoints;

  @Test
  void resultHasTheAccumulators() throws Exception {
    TestCluster.Job job = cluster.submit(counting(2, 100, 1_000_000));

    JobExecutionResult result = job.awaitResult();

    assertThat(counted(result)).isEqualTo(100);
  }

  @Test
  void aTerminatedTaskManagerCostsARestartAndNoRow() throws Exception {
    TestCluster.Job job = cluster.submit(counting(3, 3_000, 1_000));
    job.awaitCheckpoint();

    cluster.replaceTaskManager(0);
    JobExecutionResult result = job.awaitResult();

    assertThat(job.restores()).isPositive();
    assertThat(counted(result)).isEqualTo(3_000);
  }

  @Test
  void aSavepointIsRestoredAtAnotherParallelism() throws Exception {
    TestCluster.Job first = cluster.submit(counting(2, ENDLESS, 1_000));
    first.awaitCheckpoint();
    String savepoint = first.stopWithSavepoint(savepoints);

    TestCluster.Job second = cluster.restore(counting(4, ENDLESS, 1_000), savepoint);
    second.awaitRunning();

    assertThat(second.restores()).isEqualTo(1);
    second.cancel();
  }

  @Test
  void aJobGoesOnAfterASavepoint() throws Exception {
    TestCluster.Job job = cluster.submit(counting(2, ENDLESS, 1_000));
    job.awaitRunning();

    assertThat(job.savepoint(savepoints)).contains(savepoints.getFileName().toString());

    job.awaitCheckpoint();
    job.cancel();
  }

  @Test
  void aFailedJobThrowsWhatItFailedFor() throws Exception {
    StreamExecutionEnvironment env = cluster.environment(1);
    Configuration noRestarts = new Configuration();
    noRestarts.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    env.configure(noRestarts);
    env.fromData(1)
        .uid("one")
        .map(
            number -> {
              if (number == 1) {
                throw new IllegalStateException("boom");
              }
              return number;
            })
        .uid("fail")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");

    TestCluster.Job job = cluster.submit(env);

    assertThatThrownBy(job::awaitResult).hasRootCauseMessage("boom");
  }

  /** Counts rows per key in state, and at the end of the input adds up the keys' counts. */
  private StreamExecutionEnvironment counting(int parallelism, long rows, double rowsPerSecond) {
    StreamExecutionEnvironment env = cluster.environment(parallelism);
    env.fromSource(
            new DataGeneratorSource<>(
                index -> index, rows, RateLimiterStrategy.perSecond(rowsPerSecond), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .keyBy(number -> number % KEYS)
        .process(new CountRows())
        .returns(Types.LONG)
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    return env;
  }

  private static long counted(JobExecutionResult result) {
    return result.<Long>getAccumulatorResult(CountRows.TOTAL);
  }

  private static final class CountRows extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;
    private static final String TOTAL = "total";

    private final LongCounter total = new LongCounter();
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
      getRuntimeContext().addAccumulator(TOTAL, total);
    }

    @Override
    public void processElement(Long row, Context context, Collector<Long> out) throws Exception {
      Long before = count.value();
      count.update(before == null ? 1 : before + 1);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      total.add(count.value());
    }
  }
}
