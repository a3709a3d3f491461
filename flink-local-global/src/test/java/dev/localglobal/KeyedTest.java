package dev.localglobal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.localglobal.Operators.Savepoint;
import dev.localglobal.Operators.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.AbstractRichFunction;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.StreamGroupedReduceOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregates without windows. */
class KeyedTest {
  private static final int STEPS = 3000;

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  /** A result that knows its key. */
  public record Total(String key, String sum) {}

  private static DataStream<Total> totals(Emit emit) {
    return LocalGlobal.of(Programs.rows())
        .keyBy(Row::key)
        .aggregate(new Sum.Function(Sum.Merge.CHANGES_SECOND), emit, Total::new);
  }

  private static ReduceFunction<Row> adding() {
    return (a, b) -> new Row(a.key(), b.time(), a.value() + b.value());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void reduceEmitsEveryRunningValueOfAKeyInItsOrderAsFlinkDoes(StateBackend backend)
      throws Exception {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      TypeInformation<Row> type = TypeInformation.of(Row.class);
      // What KeyedStream.reduce becomes in a streaming job.
      DataStream<Row> plain =
          Programs.rows()
              .keyBy(Row::key)
              .transform(
                  "reduce",
                  type,
                  new StreamGroupedReduceOperator<>(
                      adding(), type.createSerializer(new SerializerConfigImpl())));
      DataStream<Row> ours = LocalGlobal.of(Programs.rows()).keyBy(Row::key).reduce(adding());
      Setup setup = Setup.ONE.with(backend).with(1, 1 + random.nextInt(4));
      assertThat(running(ours, setup, random.nextInt(200), seed))
          .as("seed %s", seed)
          .isEqualTo(running(plain, Setup.ONE, 0, seed));
    }
  }

  /** The results by key, each with its timestamp. */
  private static Map<String, List<String>> running(
      DataStream<Row> program, Setup first, int restarts, long seed) throws Exception {
    Random random = new Random(seed);
    Random chance = new Random(seed + 1);
    Setup setup = first;
    List<StreamRecord<Row>> records = new ArrayList<>();
    Operators<Row> operators = new Operators<>(program, setup);
    for (int step = 0; step < STEPS; step++) {
      Row row = new Row("k" + random.nextInt(1 + step / 10), step, random.nextInt(1000));
      operators.row(0, row, row.time());
      if (restarts > 0 && chance.nextInt(STEPS) < restarts / 20) {
        Savepoint savepoint = operators.savepoint();
        records.addAll(operators.takeRecords());
        operators.close();
        setup = setup.with(1, 1 + chance.nextInt(4));
        operators = new Operators<>(program, setup, savepoint);
      }
      if (chance.nextInt(100) == 0) {
        operators.watermark(0, step);
      }
    }
    operators.watermark(0, Long.MAX_VALUE);
    records.addAll(operators.takeRecords());
    operators.close();
    return records.stream()
        .collect(
            Collectors.groupingBy(
                record -> record.getValue().key(),
                TreeMap::new,
                Collectors.mapping(StreamRecord::toString, Collectors.toList())));
  }

  @Test
  void aGreatBundleHasManyKeysAndManyRowsOfOne() throws Exception {
    try (Operators<Total> operators =
        new Operators<>(totals(Emit.perRow()), Setup.ONE.with(1, 4))) {
      for (int i = 0; i < 3 * LocalOperator.MAX_ROWS; i++) {
        operators.row(0, new Row(i % 2 == 0 ? "hot" : "k" + i, i, 1), i);
      }
      operators.watermark(0, Long.MAX_VALUE);
      List<Total> results = operators.takeResults();
      assertThat(results).hasSize(3 * LocalOperator.MAX_ROWS);
      List<Total> hot = Programs.ofKey(results, Total::key, "hot");
      for (int i = 0; i < hot.size(); i++) {
        assertThat(hot.get(i).sum()).isEqualTo((i + 1) + " of " + (i + 1));
      }
      assertThat(results.stream().filter(total -> !total.key().equals("hot")))
          .allMatch(total -> total.sum().equals("1 of 1"));
    }
  }

  @Test
  void rowsWaitTwentyMillisecondsAtMostAndNoneWaitsAtABarrierOrForAWatermark() throws Exception {
    try (Operators<Total> operators = new Operators<>(totals(Emit.perRow()), Setup.ONE)) {
      operators.row(0, new Row("a", 1, 5), 1).wait(19);
      assertThat(operators.takeResults()).isEmpty();
      operators.wait(1);
      assertThat(operators.takeResults()).containsExactly(new Total("a", "5 of 1"));
      operators.row(0, new Row("a", 2, 5), 2).barrier();
      assertThat(operators.takeResults()).containsExactly(new Total("a", "10 of 2"));
      operators.row(0, new Row("a", 3, 5), 3).watermark(0, 3);
      assertThat(operators.takeResults()).containsExactly(new Total("a", "15 of 3"));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void everyIntervalEmitsWhatHasChangedAndTheEndEmitsTheRest(StateBackend backend)
      throws Exception {
    Operators<Total> operators =
        new Operators<>(
            totals(Emit.every(Duration.ofSeconds(1))), Setup.ONE.with(backend).with(1, 2));
    for (int i = 0; i < 300; i++) {
      operators.row(0, new Row("a", 0, 1), 0);
    }
    operators.row(0, new Row("b", 0, 7), 0).wait(999);
    assertThat(operators.takeResults()).isEmpty();
    operators.wait(1);
    assertThat(operators.takeResults())
        .containsExactlyInAnyOrder(new Total("a", "300 of 300"), new Total("b", "7 of 1"));
    operators.wait(5000);
    assertThat(operators.takeResults()).isEmpty();
    operators.row(0, new Row("b", 0, 7), 0);
    Savepoint savepoint = operators.savepoint();
    operators.close();
    operators =
        new Operators<>(
            totals(Emit.every(Duration.ofSeconds(1))),
            Setup.ONE.with(backend).with(1, 3),
            savepoint);
    operators.row(0, new Row("c", 0, 1), 0).watermark(0, Long.MAX_VALUE);
    assertThat(operators.takeResults())
        .containsExactlyInAnyOrder(new Total("b", "14 of 2"), new Total("c", "1 of 1"));
    operators.wait(60_000);
    assertThat(operators.takeResults()).as("the end was the last").isEmpty();
    operators.close();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void whatEmittedAtIntervalsMayGoOnToEmitAtTheEnd(StateBackend backend) throws Exception {
    Setup setup = Setup.ONE.with(backend);
    Operators<Total> operators = new Operators<>(totals(Emit.every(Duration.ofSeconds(1))), setup);
    operators.row(0, new Row("a", 0, 1), 0).wait(1000);
    assertThat(operators.takeResults()).containsExactly(new Total("a", "1 of 1"));
    Savepoint savepoint = operators.savepoint();
    operators.close();
    operators = new Operators<>(totals(Emit.atEnd()), setup, savepoint);
    operators.row(0, new Row("a", 0, 2), 0).wait(5000).watermark(0, Long.MAX_VALUE);
    assertThat(operators.takeResults()).containsExactly(new Total("a", "3 of 2"));
    operators.close();
  }

  @Test
  void atTheEndEachKeyIsEmittedOnceWhateverTheWatermark() throws Exception {
    try (Operators<Total> operators = new Operators<>(totals(Emit.atEnd()), Setup.ONE.with(1, 2))) {
      for (int i = 0; i < 1000; i++) {
        operators.row(0, new Row("k" + i % 3, i, 1), i).watermark(0, i).wait(20);
      }
      assertThat(operators.takeResults()).isEmpty();
      operators.finish(0);
      assertThat(operators.takeResults())
          .containsExactlyInAnyOrder(
              new Total("k0", "334 of 334"),
              new Total("k1", "333 of 333"),
              new Total("k2", "333 of 333"));
    }
  }

  @Test
  void elementsMayCarrySeveralRowsOfWhichALongListIsSplit() throws Exception {
    TypeInformation<Row> rowType = TypeInformation.of(Row.class);
    DataStream<List<Row>> batches =
        Programs.environment()
            .fromData(
                org.apache.flink.api.common.typeinfo.Types.LIST(rowType),
                List.of(new Row("a", 0, 0)));
    DataStream<Total> program =
        LocalGlobal.of(batches, batch -> batch)
            .keyBy(Row::key)
            .aggregate(new Sum.Function(Sum.Merge.CHANGES_FIRST), Emit.perRow(), Total::new);
    try (Operators<Total> operators = new Operators<>(program, Setup.ONE)) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        rows.add(new Row("a", 0, 1));
      }
      operators.row(0, rows, 0).row(0, List.of(), 0).watermark(0, Long.MAX_VALUE);
      List<Total> results = operators.takeResults();
      assertThat(results).hasSize(20_000);
      assertThat(results.get(19_999)).isEqualTo(new Total("a", "20000 of 20000"));
    }
  }

  @Test
  void aKeyThatIsNullIsAnError() throws Exception {
    try (Operators<Total> operators = new Operators<>(totals(Emit.perRow()), Setup.ONE)) {
      assertThatThrownBy(() -> operators.row(0, new Row(null, 0, 0), 0))
          .hasMessage("the key of a row must not be null");
    }
  }

  /** A reduce function that has to be opened. */
  static final class Opened extends AbstractRichFunction implements ReduceFunction<Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row reduce(Row a, Row b) {
      int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
      return new Row(a.key(), b.time(), a.value() + b.value() * subtasks);
    }
  }

  @Test
  void aRichReduceFunctionHasItsContext() throws Exception {
    DataStream<Row> program = LocalGlobal.of(Programs.rows()).keyBy(Row::key).reduce(new Opened());
    try (Operators<Row> operators = new Operators<>(program, Setup.ONE.with(1, 3))) {
      operators.row(0, new Row("a", 0, 1), 0).row(0, new Row("a", 0, 1), 0).barrier();
      assertThat(operators.takeResults()).containsExactly(new Row("a", 0, 1), new Row("a", 0, 4));
    }
  }
}
