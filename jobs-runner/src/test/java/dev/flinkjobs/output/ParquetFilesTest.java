package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {
  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @TempDir private Path directory;

  @Test
  void afterATaskManagerIsKilledEveryResultIsInTheFilesOnce() throws Exception {
    TestCluster.Job job = cluster.submit(writing(3000));
    job.awaitCheckpoint();
    job.awaitCheckpoint();
    cluster.replaceTaskManager(0);
    job.awaitResult();
    assertThat(job.restores()).isPositive();
    assertThat(rows())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 3000).mapToObj(String::valueOf).toList());
  }

  private StreamExecutionEnvironment writing(long rows) {
    StreamExecutionEnvironment env = cluster.environment(2);
    Problems problems = new Problems();
    Output output = Outputs.parse("--output", "files:" + directory + "?format=parquet", problems);
    assertThat(problems.messages()).isEmpty();
    env.fromSource(
            new DataGeneratorSource<>(
                n -> n, rows, RateLimiterStrategy.perSecond(1000), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .sinkTo(output.sink(new NumberFormat()))
        .name("results")
        .uid("results");
    return env;
  }

  private List<String> rows() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("part-.*\\.parquet"))
          .flatMap(file -> ParquetReader.read(file).rows().stream())
          .toList();
    }
  }

  private static final class NumberFormat implements ResultFormat<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Column<Long>> layout() {
      return List.of(Column.whole("number", number -> number));
    }

    @Override
    public String print(Long number) {
      return number.toString();
    }
  }
}
