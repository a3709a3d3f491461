package dev.flinkjobs.windows;

import dev.flinkjobs.plain.CsvSources;
import dev.flinkjobs.plain.Transaction;
import dev.flinkjobs.time.Watermarks;
import java.time.Duration;
import java.time.ZoneOffset;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * Averages of amounts in windows of five seconds (E2), as Flink's documentation would write them.
 * {@link WindowAveragesJob} goes on from here.
 *
 * <p>It runs by {@code ./jobs exercise averages}, or {@code flink run -c} with this class. Its own
 * {@code main}, started in an IDE, runs in Flink's local cluster, whose REST port is open to the
 * network: start the run configuration {@code exercise averages} instead.
 */
public final class WindowAveragesExercise {
  public static void main(String[] files) throws Exception {
    // What the program is built in: it knows where the job will run.
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    // Each subtask of a file source reads whole files, and each row becomes a POJO.
    FileSource<Transaction> source =
        CsvSources.of(Transaction.class, files).require("transaction_id", "timestamp", "amount");
    DataStream<Transaction> rows = env.fromSource(source, WatermarkStrategy.noWatermarks(), "rows");
    // A sink that prints, with a label before each line.
    averages(rows, row -> row.transaction_id).print("Tumbling Window Avg");
    // Nothing has run so far: this starts the job, and waits for its end.
    env.execute("window averages, plain");
  }

  /** The average of each key in each window of five seconds, when the window fires. */
  public static DataStream<Double> averages(
      DataStream<Transaction> rows, KeySelector<Transaction, String> key) {
    // Says that rows up to its time are there: it is one second behind the latest row so far.
    WatermarkStrategy<Transaction> watermarks =
        Watermarks.boundedOutOfOrderness(
            Duration.ofSeconds(1), row -> Watermarks.epochMillis(row.timestamp, ZoneOffset.UTC));
    return rows
        // Gives each row its time, and emits the watermark five times a second.
        .assignTimestampsAndWatermarks(watermarks)
        // Sends the rows of a key to the same subtask.
        .keyBy(key)
        // Fires when the watermark passes its end; later rows are dropped in silence.
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)))
        // Keeps one accumulator for each key and window, instead of the rows.
        .aggregate(new AverageAggregate());
  }

  /** Adds rows up as they come, and divides once, when the window fires. */
  record AverageAggregate() implements AggregateFunction<Transaction, SumAndCount, Double> {
    @Override
    public SumAndCount createAccumulator() {
      return new SumAndCount(0, 0);
    }

    @Override
    public SumAndCount add(Transaction row, SumAndCount so) {
      return new SumAndCount(so.sum + row.amount, so.count + 1);
    }

    /** Of windows that become one, such as sessions. */
    @Override
    public SumAndCount merge(SumAndCount a, SumAndCount b) {
      return new SumAndCount(a.sum + b.sum, a.count + b.count);
    }

    /** NaN where there was no row. */
    @Override
    public Double getResult(SumAndCount all) {
      return all.sum / all.count;
    }
  }

  /** The accumulator. It is state, which Flink serializes as a POJO. */
  public record SumAndCount(double sum, long count) {}
}
