package dev.flinkjobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.time.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows are written {@code a@5}: one of the id a, at 5 ms. In between are watermarks, {@code w9}; or
 * where the clock counts its time, {@code c9}, and rows without one, {@code a}.
 */
class DistinctRowsTest {
  private static final @Nullable Duration FOR_EVER = null;

  private final List<Job> jobs = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (Job job : jobs) {
      job.harness.close();
    }
  }

  @Test
  void theFirstRowOfEachIdPassesAndTheOthersAreDuplicates() throws Exception {
    Job job = eventTime(FOR_EVER).run("a@1 b@2 a@3 b@1 c@1 a@1");
    assertThat(job.passed()).isEqualTo("a@1 b@2 c@1");
    assertThat(job.duplicates()).isEqualTo("a@3 b@1 a@1");
  }

  @ParameterizedTest
  @CsvSource({
    "a@10 a@14, a@10", // less than 5 ms later
    "a@10 a@15, a@10 a@15",
    "a@10 w14 a@15, a@10 a@15",
    "a@10 w13 a@14, a@10",
    "a@10 w14 a@14, a@10 a@14", // forgotten
    "a@10 a@1, a@10", // out of order
    "a@10 a@15 w14 a@19, a@10 a@15", // remembered since 15
    "a@10 a@15 w19 a@20, a@10 a@15 a@20",
    "a@-9 a@-5 a@-4, a@-9 a@-4"
  })
  void aRowThatIsLaterByTheDurationCountsAgain(String rows, String passed) throws Exception {
    assertThat(eventTime(Duration.ofMillis(5)).run(rows).passed()).isEqualTo(passed);
  }

  @ParameterizedTest
  @CsvSource({
    "c10 a c14 a, a",
    "c10 a c15 a, a a",
    "c10 a c15 a c19 a, a a",
  })
  void whereRowsHaveNoTimeTheClockCounts(String rows, String passed) throws Exception {
    assertThat(clock(Duration.ofMillis(5)).run(rows).passed()).isEqualTo(passed);
  }

  @Test
  void idsThatTheWatermarkHasPassedAreNoLongerInState() throws Exception {
    Job job = eventTime(Duration.ofMillis(5)).run("a@10 b@11 a@15 c@16 c@17");
    assertThat(job.ids()).isEqualTo(3);
    assertThat(job.run("w15").ids()).isEqualTo(2);
    assertThat(job.run("w20").ids()).isZero();
    assertThat(job.harness.numEventTimeTimers()).isZero();
  }

  @Test
  void idsThatTheClockHasPassedAreNoLongerInState() throws Exception {
    Job job = clock(Duration.ofMillis(5)).run("c10 a b c12 c");
    assertThat(job.ids()).isEqualTo(3);
    assertThat(job.run("c15").ids()).isEqualTo(1);
    assertThat(job.run("c99").ids()).isZero();
    assertThat(job.harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void forEverThereAreNoTimersAndNothingIsForgotten() throws Exception {
    Job job = eventTime(FOR_EVER).run("a@10 w9999999999");
    assertThat(job.harness.numEventTimeTimers()).isZero();
    assertThat(job.run("a@99999999999").passed()).isEqualTo("a@10");
  }

  @Test
  void theLongestDurationIsForEver() throws Exception {
    Job job = eventTime(Duration.ofMillis(Long.MAX_VALUE)).run("a@10 a@99999999999 a@-99999999999");
    assertThat(job.passed()).isEqualTo("a@10");
  }

  @Test
  void whatWasThereIsKnownAfterARestartAndForgottenInTime() throws Exception {
    Job before = eventTime(Duration.ofMillis(5)).run("a@10 b@12 w11");
    Job after = eventTime(Duration.ofMillis(5)).from(before.harness.snapshot(1, 1));
    assertThat(after.run("a@14 b@13 c@13").passed()).isEqualTo("c@13");
    assertThat(after.run("w14").ids()).isEqualTo(2);
    assertThat(after.run("w17 c@19 a@19 b@19").passed()).isEqualTo("c@13 c@19 a@19 b@19");
  }

  private Job eventTime(@Nullable Duration forgetAfter) throws Exception {
    return new Job(true, forgetAfter);
  }

  private Job clock(Duration forgetAfter) throws Exception {
    return new Job(false, forgetAfter);
  }

  private final class Job {
    private final DistinctRows<Row> function;
    private final KeyedOneInputStreamOperatorTestHarness<
            GroupKey, IdentifiedRow<Row>, RowBatch<Row>>
        harness;

    private boolean isOpen;

    Job(boolean hasTime, @Nullable Duration forgetAfter) throws Exception {
      function =
          new DistinctRows<>(IdentifiedRow.type(Types.GENERIC(Row.class)), hasTime, forgetAfter);
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(function), IdentifiedRow::id, IdentifiedRow.ID);
      jobs.add(this);
    }

    Job from(OperatorSubtaskState state) throws Exception {
      harness.initializeState(state);
      return this;
    }

    Job run(String rows) throws Exception {
      if (!isOpen) {
        harness.open();
        isOpen = true;
      }
      for (String each : rows.split(" ", -1)) {
        if (each.matches("w[0-9]+")) {
          harness.processWatermark(new Watermark(Long.parseLong(each.substring(1))));
        } else if (each.matches("c[0-9]+")) {
          harness.setProcessingTime(Long.parseLong(each.substring(1)));
        } else {
          Row row = Row.of(each);
          harness.processElement(
              new StreamRecord<>(new IdentifiedRow<>(row, GroupKey.of(row.id), null)));
        }
      }
      return this;
    }

    String passed() {
      List<String> passed = new ArrayList<>();
      for (RowBatch<Row> batch : harness.extractOutputValues()) {
        batch.rows().forEach(row -> passed.add(row.toString()));
      }
      return String.join(" ", passed);
    }

    String duplicates() {
      List<String> duplicates = new ArrayList<>();
      Queue<StreamRecord<IdentifiedRow<Row>>> side = harness.getSideOutput(function.duplicates());
      side.forEach(row -> duplicates.add(row.getValue().row().toString()));
      return String.join(" ", duplicates);
    }

    int ids() {
      return harness.numKeyedStateEntries();
    }
  }

  private record Row(String id, String time) implements Timed {
    static Row of(String text) {
      String[] parts = text.split("@", -1);
      return new Row(parts[0], parts.length == 1 ? "" : parts[1]);
    }

    @Override
    public long timestamp() {
      return Long.parseLong(time);
    }

    @Override
    public String toString() {
      return time.isEmpty() ? id : id + "@" + time;
    }
  }
}
