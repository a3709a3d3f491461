package dev.localglobal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.localglobal.Operators.Setup;
import dev.localglobal.Programs.Windowing;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.DynamicEventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.assigners.WindowStagger;
import org.apache.flink.streaming.api.windowing.evictors.CountEvictor;
import org.apache.flink.streaming.api.windowing.triggers.CountTrigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What windows have beyond Flink's, and which are refused. */
class WindowsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static LocalGlobalKeyedStream<Row, String> keyed() {
    return LocalGlobal.of(Programs.rows()).keyBy(Row::key);
  }

  @Test
  void aLateRowComesWithTheWindowsItMissedAndWhetherAnotherCountsIt() throws Exception {
    Windowing sliding = new Windowing("sliding:10/5", 0, Sum.Merge.CHANGES_FIRST, false);
    try (var operators = new Operators<>(Programs.localGlobal(sliding, false), Setup.ONE)) {
      Row counted = new Row("a", 12, 1);
      Row dropped = new Row("b", 3, 1);
      operators.watermark(0, 16).wait(20).row(0, counted, 12).row(0, dropped, 3);
      operators.watermark(0, Long.MAX_VALUE);
      assertThat(operators.takeSide(Programs.MISSED))
          .containsExactlyInAnyOrder(
              new LateRow<>(counted, 12, List.of(new TimeWindow(5, 15)), true),
              new LateRow<>(
                  dropped, 3, List.of(new TimeWindow(-5, 5), new TimeWindow(0, 10)), false));
      assertThat(operators.takeSide(Programs.LATE)).containsExactly(dropped);
    }
  }

  /** Says how often a result was emitted before. */
  private static final class Revisions
      extends ProcessWindowFunction<String, String, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(String key, Context context, Iterable<String> sums, Collector<String> out) {
      out.collect(sums.iterator().next() + ", revision " + LocalGlobal.revision(context));
    }
  }

  @Test
  void eachLateRowThatCountsMakesARevisionAlsoAfterARestore() throws Exception {
    DataStream<String> program =
        keyed()
            .window(TumblingEventTimeWindows.of(SECOND))
            .allowedLateness(SECOND)
            .aggregate(new Sum.Function(Sum.Merge.CHANGES_FIRST), new Revisions());
    Operators<String> operators = new Operators<>(program, Setup.ONE);
    operators.row(0, new Row("a", 1, 5), 1).watermark(0, 1000).row(0, new Row("a", 2, 5), 2);
    Operators.Savepoint savepoint = operators.savepoint();
    assertThat(operators.takeResults())
        .containsExactly("5 of 1, revision 0", "10 of 2, revision 1");
    operators.close();
    operators = new Operators<>(program, Setup.ONE.with(1, 3), savepoint);
    operators.row(0, new Row("a", 3, 5), 3).barrier();
    assertThat(operators.takeResults()).containsExactly("15 of 3, revision 2");
    operators.close();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            TumblingEventTimeWindows.of(SECOND, Duration.ZERO, WindowStagger.RANDOM),
            "WindowStagger.RANDOM"),
        Arguments.of(
            TumblingEventTimeWindows.of(SECOND, Duration.ZERO, WindowStagger.NATURAL),
            "WindowStagger.NATURAL"),
        Arguments.of(TumblingProcessingTimeWindows.of(SECOND), "TumblingProcessingTimeWindows"),
        Arguments.of(GlobalWindows.create(), "GlobalWindows"),
        Arguments.of(
            DynamicEventTimeSessionWindows.withDynamicGap(row -> 1L),
            "DynamicEventTimeSessionWindows"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void windowsThatCannotBeAddedUpBeforeTheShuffleAreRefusedByName(
      WindowAssigner<Object, ?> assigner, String name) {
    LocalGlobalKeyedStream<Row, String> keyed = keyed();
    assertThatThrownBy(() -> keyed.window(assigner))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining(name);
  }

  @Test
  void triggersAndEvictorsAreRefusedByName() {
    var windowed = keyed().window(TumblingEventTimeWindows.of(SECOND));
    assertThatThrownBy(() -> windowed.trigger(CountTrigger.of(1)))
        .hasMessageContaining("CountTrigger");
    assertThatThrownBy(() -> windowed.evictor(CountEvictor.of(1)))
        .hasMessageContaining("CountEvictor");
  }

  /** A row that its source fills in again and again. */
  public static final class Box {
    public String key;
    public long value;

    private Box with(String nextKey, long nextValue) {
      key = nextKey;
      value = nextValue;
      return this;
    }
  }

  @Test
  void rowsThatAreHeldAreCopiesWhereObjectsAreUsedAgain() throws Exception {
    DataStream<Box> program =
        LocalGlobal.of(Programs.environment().fromData(new Box()))
            .keyBy(box -> box.key)
            .reduce((a, b) -> new Box().with(a.key, a.value + b.value));
    try (Operators<Box> operators = new Operators<>(program, Setup.ONE.with(true))) {
      Box box = new Box();
      for (int i = 1; i <= 3; i++) {
        operators.row(0, box.with("a", i), i);
      }
      assertThat(operators.barrier().takeResults().stream().map(sum -> sum.value))
          .containsExactly(1L, 3L, 6L);
    }
  }
}
