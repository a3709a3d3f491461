package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.testing.TestCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Streams of a job without its runner. */
final class Streams {
  private static final int ROWS_OF_A_BATCH = 7;
  private static final int MOST_RESULTS = 1000;

  private Streams() {}

  /**
   * What comes of rows that are read in batches.
   *
   * @param topology of the batches, and of whether they are in one chain with what follows
   */
  static <T, R> List<R> results(
      TestCluster cluster,
      int parallelism,
      TypeInformation<T> type,
      List<T> rows,
      BiFunction<DataStream<RowBatch<T>>, Boolean, DataStream<R>> topology)
      throws Exception {
    try (AutoCloseable context = cluster.asContext(parallelism)) {
      assertThat(context).isNotNull();
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      env.configure(new Configuration().set(PipelineOptions.OBJECT_REUSE, true));
      List<RowBatch<T>> batches = new ArrayList<>();
      for (int from = 0; from < rows.size(); from += ROWS_OF_A_BATCH) {
        int to = Math.min(rows.size(), from + ROWS_OF_A_BATCH);
        batches.add(
            new RowBatch<>(
                new ArrayList<>(rows.subList(from, to)), List.of(), 1, RowBatch.NO_WATERMARK));
      }
      DataStream<RowBatch<T>> read = env.fromData(batches, RowBatch.type(type)).uid("rows");
      return topology.apply(read, parallelism == 1).executeAndCollect(MOST_RESULTS);
    }
  }
}
