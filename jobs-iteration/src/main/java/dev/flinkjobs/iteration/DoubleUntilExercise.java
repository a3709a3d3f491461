package dev.flinkjobs.iteration;

import dev.flinkjobs.plain.CsvSources;
import dev.flinkjobs.plain.Value;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Values that are doubled until all of them are 100 or more (E4), as Flink's documentation would
 * write it: a loop in this program, and one bounded job per round. {@link DoubleUntilJob} goes on
 * from here.
 *
 * <p>It runs by {@code ./jobs exercise doubling}, or {@code flink run -c} with this class. Its own
 * {@code main}, started in an IDE, runs in Flink's local cluster, whose REST port is open to the
 * network: start the run configuration {@code exercise doubling} instead.
 */
public final class DoubleUntilExercise {
  /** Some values never get there: 0, for instance. */
  private static final int MAX_ROUNDS = 100;

  public static void main(String[] files) throws Exception {
    // What jobs are built in, one after another: it knows where they will run.
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    // Each subtask of a file source reads whole files, and each row becomes a POJO.
    FileSource<Value> source = CsvSources.of(Value.class, files).require("value");
    List<Long> values =
        collect(
            env.fromSource(source, WatermarkStrategy.noWatermarks(), "values")
                .map(row -> row.value));
    // The condition is checked here, outside Flink, which knows nothing of rounds.
    int rounds = 0;
    while (values.stream().anyMatch(value -> value < 100) && rounds++ < MAX_ROUNDS) {
      // What a round has collected is the source of the next one.
      values = collect(doubled(env.fromData(values)));
      System.out.println("중간 결과: " + values);
    }
    System.out.println("최종 결과: " + values);
  }

  /** One round: Flink calls the function for each value, in whichever subtask has it. */
  public static DataStream<Long> doubled(DataStream<Long> values) {
    return values.map(value -> value * 2);
  }

  /** Runs a job to its end, whose results come to this program. At -p 2 they have no order. */
  @SuppressWarnings("try") // As Flink declares close.
  private static List<Long> collect(DataStream<Long> results) throws Exception {
    List<Long> collected = new ArrayList<>();
    try (CloseableIterator<Long> iterator = results.executeAndCollect()) {
      iterator.forEachRemaining(collected::add);
    }
    return collected;
  }
}
