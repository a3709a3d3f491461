package dev.localglobal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.localglobal.Operators.Savepoint;
import dev.localglobal.Operators.Setup;
import dev.localglobal.Programs.Result;
import dev.localglobal.Programs.Windowing;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows that go on from a savepoint. Rows count 1 each; times are in milliseconds. */
class RestoreTest {

  /** By the watermark of the savepoint the row is late, whatever watermark comes later. */
  @ParameterizedTest
  @ValueSource(strings = {"tumbling:5", "sliding:10/5", "session:5"})
  void aRowThatTheSavepointMakesLateIsLate(String windows) throws Exception {
    Savepoint savepoint;
    try (Operators<Result> before = open(windows, 0, null)) {
      add(before, 1).watermark(0, 50).wait(20);
      assertThat(before.takeResults()).isNotEmpty();
      savepoint = before.savepoint();
    }
    for (int sources : new int[] {1, 3}) {
      Setup setup = Setup.ONE.with(sources, 2);
      try (Operators<Result> after = new Operators<>(program(windows, 0), setup, savepoint)) {
        // Together, as rows that are on time would be.
        after.row(sources - 1, new Row("a", 2, 1), 2).row(sources - 1, new Row("a", 3, 1), 3);
        after.wait(20);
        assertThat(after.takeSide(Programs.LATE))
            .containsExactly(new Row("a", 2, 1), new Row("a", 3, 1));
        assertThat(after.takeResults()).isEmpty();
      }
    }
  }

  /** Twice, since the second restore knows of the first lateness by its state only. */
  @ParameterizedTest
  @ValueSource(strings = {"tumbling:5", "sliding:10/5", "session:5"})
  void aLongerLatenessDoesNotBringBackWhatHadExpired(String windows) throws Exception {
    Operators<Result> operators = add(open(windows, 0, null), 1);
    operators.watermark(0, 20);
    for (int restore = 0; restore < 2; restore++) {
      operators = restored(operators, windows, 100);
      add(operators, 2);
      operators.wait(20);
      assertThat(operators.takeSide(Programs.LATE)).containsExactly(new Row("a", 2, 1));
      operators.watermark(0, 25).wait(20);
      assertThat(operators.takeResults()).isEmpty();
    }
    operators.close();
  }

  @ParameterizedTest
  @CsvSource({"tumbling:5, 0, 5", "session:5, 1, 7"})
  void aLongerLatenessHoldsForWhatHadNotExpired(String windows, long start, long end)
      throws Exception {
    Operators<Result> operators = add(open(windows, 5, null), 1);
    operators.watermark(0, 6).wait(20);
    assertThat(operators.takeResults()).hasSize(1);
    operators = restored(operators, windows, 20);
    operators.watermark(0, 15);
    add(operators, 2);
    operators.wait(20);
    assertThat(operators.takeResults()).containsExactly(new Result("a", start, end, "2 of 2"));
    isEmptyBehind(operators, 40);
  }

  @Test
  void aShorterLatenessHoldsAtOnce() throws Exception {
    Operators<Result> operators = add(open("tumbling:5", 20, null), 1);
    operators.watermark(0, 6);
    operators = restored(operators, "tumbling:5", 0);
    add(operators, 2);
    operators.wait(20);
    assertThat(operators.takeSide(Programs.LATE)).containsExactly(new Row("a", 2, 1));
    isEmptyBehind(operators, 40);
  }

  @ParameterizedTest
  @CsvSource({"tumbling:5, 0", "tumbling:5, 7", "sliding:10/5, 7", "session:5, 0", "session:5, 7"})
  void nothingIsLeftOfExpiredWindows(String windows, long lateness) throws Exception {
    Operators<Result> operators = open(windows, lateness, null);
    for (int time = 0; time < 100; time++) {
      operators.row(0, new Row("k" + time, time, 1), time).watermark(0, time - 3);
      operators.barrier();
    }
    assertThat(operators.kept()).isPositive();
    isEmptyBehind(operators, 200);
  }

  /** No state and no timer is left, but for the two watermarks of each key group. */
  private static void isEmptyBehind(Operators<Result> operators, long watermark) throws Exception {
    operators.watermark(0, watermark);
    operators.savepoint();
    assertThat(operators.kept()).isEqualTo(2 * 128);
    operators.close();
  }

  private static Operators<Result> open(String windows, long lateness, Savepoint savepoint)
      throws Exception {
    return new Operators<>(program(windows, lateness), Setup.ONE, savepoint);
  }

  private static SingleOutputStreamOperator<Result> program(String windows, long lateness) {
    return Programs.localGlobal(
        new Windowing(windows, lateness, Sum.Merge.CHANGES_FIRST, false), false);
  }

  private static Operators<Result> restored(Operators<Result> before, String windows, long lateness)
      throws Exception {
    Savepoint savepoint = before.savepoint();
    before.close();
    return open(windows, lateness, savepoint);
  }

  private static Operators<Result> add(Operators<Result> operators, long time) throws Exception {
    return operators.row(0, new Row("a", time, 1), time);
  }
}
