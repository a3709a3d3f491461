package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows of a file are late depends on the file, not on which subtask starts when. */
class LateRowsTest {
  private static final int ROWS = 8000;
  private static final int STARTS = 6;

  /** Until the file is read. */
  private static volatile CountDownLatch read = new CountDownLatch(1);

  @TempDir Path directory;
  private Path input = Path.of("");
  private List<String> expected = List.of();

  /** Each fourth row is a minute behind. */
  @BeforeEach
  void writeRows() throws IOException {
    LocalDateTime begin = LocalDateTime.of(2024, 5, 11, 10, 0);
    List<String> rows = new ArrayList<>(List.of("transaction_id,timestamp,amount"));
    for (int row = 0; row < ROWS; row++) {
      LocalDateTime time = begin.plusSeconds(row / 10 - (row % 4 == 3 ? 60 : 0));
      rows.add("k" + row % 7 + "," + time + "," + row);
    }
    input = Files.write(directory.resolve("rows.csv"), rows);
    expected = results("", "-p", "1");
    assertThat(expected).hasSizeBetween(ROWS / 4, ROWS / 2);
  }

  @ParameterizedTest
  @CsvSource({
    "hashmap, windows",
    "rocksdb, windows",
    "hashmap, measurements",
    "rocksdb, measurements"
  })
  void areTheSameHoweverLateASubtaskOpens(String backend, String operator) throws IOException {
    assertThatAllAreExpected(operator, "-Dstate.backend.type=" + backend);
  }

  /** No two rows have the same amount. */
  @ParameterizedTest
  @CsvSource({
    "hashmap, windows",
    "rocksdb, windows",
    "hashmap, measurements distinct",
    "rocksdb, measurements distinct"
  })
  void areTheSameAlsoOfRowsThatAreDistinct(String backend, String operator) throws IOException {
    assertThatAllAreExpected(
        operator, "-Dstate.backend.type=" + backend, "--distinct-by", "amount");
  }

  private void assertThatAllAreExpected(String slow, String... options) throws IOException {
    for (int start = 0; start < STARTS; start++) {
      for (String parallelism : new String[] {"2", "4"}) {
        read = new CountDownLatch(1);
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-p", parallelism));
        assertThat(results(slow, all.toArray(String[]::new))).isEqualTo(expected);
      }
    }
  }

  /**
   * Late rows and windows, sorted.
   *
   * @param slow the name of an operator whose second subtask opens when the file is read; empty for
   *     none
   */
  private List<String> results(String slow, String... options) throws IOException {
    Path out = Files.createTempDirectory(directory, "out");
    Path late = Files.createTempDirectory(directory, "late");
    List<String> args = new ArrayList<>(List.of(options));
    args.addAll(List.of("--input", input.toString(), "--output", "files:" + out));
    args.addAll(List.of("--late", "files:" + late));
    try (StdStreams std = StdStreams.capture()) {
      JobRunner.run(
          args.toArray(String[]::new),
          WindowAveragesOptions::new,
          (flow, given) -> {
            WindowAveragesJob.build(flow, given);
            String rows = given.distinctBy().isEmpty() ? "measurements" : "measurements distinct";
            watch(flow, rows, slow.equals(rows));
            watch(flow, "windows", slow.equals("windows"));
          });
      assertThat(std.err()).contains("balanced");
    }
    List<String> all = new ArrayList<>(CommittedParts.lines(late));
    assertThat(all).hasSizeGreaterThan(ROWS / 5);
    all.addAll(CommittedParts.lines(out));
    return all.stream().sorted().toList();
  }

  private static void watch(Flow flow, String operator, boolean isSlow) {
    StreamExecutionEnvironment env = flow.environment();
    Transformation<?> watched =
        env.getTransformations().stream()
            .flatMap(each -> each.getTransitivePredecessors().stream())
            .filter(each -> each.getName().equals(operator))
            .findFirst()
            .orElseThrow();
    new DataStream<>(env, watched)
        .transform("watch " + operator, Types.VOID, new Watch<>(isSlow))
        .uid("watch-" + operator);
  }

  /** In a chain with what it watches, and so open before that is. */
  private static final class Watch<T> extends AbstractStreamOperator<Void>
      implements OneInputStreamOperator<T, Void>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final boolean isSlow;
    private boolean hasRows;

    Watch(boolean isSlow) {
      this.isSlow = isSlow;
    }

    @Override
    public void open() throws Exception {
      super.open();
      if (isSlow && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 1) {
        assertThat(read.await(1, TimeUnit.MINUTES)).as("the file is read").isTrue();
      }
    }

    @Override
    public void processElement(StreamRecord<T> element) {
      hasRows = true;
    }

    @Override
    public void endInput() {
      if (hasRows) {
        read.countDown();
      }
    }
  }
}
