package dev.localglobal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.InvalidProgramException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.InvalidTypesException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** The operators as a job has them: names, uids, parallelism, chains; and what is refused there. */
class GraphTest {

  private static DataStream<Row> rows(StreamExecutionEnvironment env) {
    return env.fromData(new Row("a", 0, 0)).name("source").uid("source");
  }

  private static SingleOutputStreamOperator<Row> latest(LocalGlobal<Row> rows) {
    return rows.keyBy(Row::key).reduce((a, b) -> b).name("latest").uid("latest");
  }

  /** Each vertex as its name and parallelism, from the sources on. */
  private static List<String> vertices(SingleOutputStreamOperator<?> result) {
    return graph(result).getVerticesSortedTopologicallyFromSources().stream()
        .map(vertex -> vertex.getName() + " x" + vertex.getParallelism())
        .toList();
  }

  private static JobGraph graph(SingleOutputStreamOperator<?> result) {
    result.sinkTo(new DiscardingSink<>()).name("sink").uid("sink").setParallelism(1);
    return result.getExecutionEnvironment().getStreamGraph().getJobGraph();
  }

  @Test
  void theLocalOperatorIsChainedToTheStreamAndHasItsParallelism() {
    StreamExecutionEnvironment env = Programs.environment().setParallelism(4);
    DataStream<Row> rows = rows(env);
    assertThat(vertices(latest(LocalGlobal.of(rows)).setParallelism(3)))
        .containsExactly("Source: source -> latest (local) x1", "latest x3", "sink: Writer x1");
    DataStream<Row> more =
        rows(Programs.environment().setParallelism(4)).map(row -> row).name("map").uid("map");
    assertThat(vertices(latest(LocalGlobal.of(more))))
        .containsExactly(
            "Source: source x1", "map -> latest (local) x4", "latest x4", "sink: Writer x1");
  }

  @Test
  void withoutAShuffleAllIsOneChain() {
    StreamExecutionEnvironment env = Programs.environment().setParallelism(4);
    assertThat(vertices(latest(LocalGlobal.of(rows(env)).chained(true))))
        .containsExactly("Source: source -> latest (local) -> latest -> sink: Writer x1");
  }

  @Test
  void withoutAShuffleOnlyOneSubtaskIsPossible() {
    StreamExecutionEnvironment env = Programs.environment().setParallelism(4);
    DataStream<Row> four = rows(env).map(row -> row);
    assertThatThrownBy(() -> LocalGlobal.of(four).chained(true))
        .hasMessageContaining("chained(true)")
        .hasMessageContaining("parallelism 4");
    SingleOutputStreamOperator<Row> one = latest(LocalGlobal.of(rows(env)).chained(true));
    assertThatThrownBy(() -> one.setParallelism(2)).hasMessageContaining("setParallelism(2)");
    assertThatThrownBy(() -> one.setMaxParallelism(2)).hasMessageContaining("setMaxParallelism(2)");
  }

  @Test
  void whoHearsOfEachRowNeedsAllInOneChain() {
    var windows =
        LocalGlobal.of(rows(Programs.environment()))
            .keyBy(Row::key)
            .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)));
    Sum.Function sum = new Sum.Function(Sum.Merge.CHANGES_NEITHER);
    assertThatThrownBy(() -> windows.aggregate(sum, new Hearing()))
        .hasMessageContaining("chained(true)");
  }

  private static final class Hearing
      extends ProcessWindowFunction<String, String, String, TimeWindow>
      implements WindowListener<String, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String key, Context context, Iterable<String> results, Collector<String> out) {}

    @Override
    public void arrived(String key, Row row, long timestamp) {}

    @Override
    public void advanced(long watermark) {}

    @Override
    public void changed(Change change, String key, TimeWindow window) {}

    @Override
    public void late(String key, LateRow<Row> row) {}
  }

  @Test
  void uidsAreTheSameInAChainAndWithoutOne() {
    assertThat(operators(latest(LocalGlobal.of(rows(Programs.environment())).chained(true))))
        .isEqualTo(operators(latest(LocalGlobal.of(rows(Programs.environment())))));
  }

  private static String operators(SingleOutputStreamOperator<?> result) {
    return StreamSupport.stream(graph(result).getVertices().spliterator(), false)
        .map(JobVertex::getOperatorIDs)
        .flatMap(List::stream)
        .map(id -> id.getGeneratedOperatorID().toString())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theUidOfTheLocalOperatorIsDerivedFromTheOneThatIsGiven() {
    var exchange =
        latest(LocalGlobal.of(rows(Programs.environment()))).getTransformation().getInputs();
    assertThat(exchange.get(0).getInputs().get(0).getUid()).isEqualTo("latest-local");
  }

  @Test
  void withoutAUidTheJobIsRefusedAsFlinkRefusesIt() {
    SingleOutputStreamOperator<Row> result =
        LocalGlobal.of(rows(Programs.environment())).keyBy(Row::key).reduce((a, b) -> b);
    assertThatThrownBy(() -> graph(result)).hasMessageContaining("no UID");
  }

  @Test
  void theNumberOfKeyGroupsDoesNotFollowTheParallelism() {
    for (int parallelism : new int[] {1, 100, 128}) {
      SingleOutputStreamOperator<Row> result =
          latest(LocalGlobal.of(rows(Programs.environment()))).setParallelism(parallelism);
      assertThat(result.getTransformation().getMaxParallelism()).isEqualTo(128);
    }
    StreamExecutionEnvironment env = Programs.environment().setMaxParallelism(60);
    assertThat(latest(LocalGlobal.of(rows(env))).getTransformation().getMaxParallelism())
        .isEqualTo(60);
  }

  @Test
  void whatCannotBeAKeyIsRefusedInFlinksWords() {
    LocalGlobal<Row> rows = LocalGlobal.of(rows(Programs.environment()));
    assertThatThrownBy(() -> rows.keyBy(row -> new byte[0]))
        .isInstanceOf(InvalidProgramException.class)
        .hasMessageContaining("cannot be used as key");
  }

  @Test
  void theTypeOfRowsInElementsIsThatOfTheFunctionOrHasToBeSaid() {
    DataStream<List<Row>> batches =
        Programs.environment()
            .fromData(Types.LIST(TypeInformation.of(Row.class)), List.of(new Row("a", 0, 0)));
    assertThat(
            LocalGlobal.of(batches, batch -> batch)
                .keyBy(Row::key)
                .aggregate(new Sum.Function(Sum.Merge.CHANGES_FIRST), Emit.atEnd())
                .getType())
        .isEqualTo(Types.STRING);
    assertThatThrownBy(
            () -> LocalGlobal.of(batches, batch -> batch).keyBy(Row::key).reduce((a, b) -> b))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessageContaining(".returns(...)");
    assertThat(
            LocalGlobal.of(batches, batch -> batch)
                .returns(Row.class)
                .keyBy(Row::key)
                .reduce((a, b) -> b)
                .getType())
        .isEqualTo(TypeInformation.of(Row.class));
  }

  @Test
  void executionModesOtherThanStreamingAreRefused() {
    for (RuntimeExecutionMode mode :
        List.of(RuntimeExecutionMode.BATCH, RuntimeExecutionMode.AUTOMATIC)) {
      StreamExecutionEnvironment env = Programs.environment().setRuntimeMode(mode);
      assertThatThrownBy(() -> LocalGlobal.of(rows(env)))
          .hasMessageContaining("execution.runtime-mode is " + mode)
          .hasMessageContaining("STREAMING");
    }
  }

  @Test
  void forStAndAsynchronousStateAreRefused() {
    var config = new org.apache.flink.configuration.Configuration();
    config.set(StateBackendOptions.STATE_BACKEND, "forst");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    assertThatThrownBy(() -> LocalGlobal.of(rows(env)))
        .hasMessageContaining("state.backend.type is forst")
        .hasMessageContaining("hashmap or rocksdb");
    SingleOutputStreamOperator<Row> result = latest(LocalGlobal.of(rows(Programs.environment())));
    assertThatThrownBy(result::enableAsyncState).hasMessageContaining("enableAsyncState()");
  }

  @Test
  void anIntervalOfNoTimeIsRefused() {
    assertThatThrownBy(() -> Emit.every(Duration.ZERO)).hasMessageContaining("at least 1 ms");
  }
}
