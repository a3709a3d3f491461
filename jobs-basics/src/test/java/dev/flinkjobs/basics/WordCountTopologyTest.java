package dev.flinkjobs.basics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.TestCluster;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streams of the job without its runner. */
class WordCountTopologyTest {
  @RegisterExtension private static final TestCluster CLUSTER = TestCluster.of(1, 3);

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theWordsOfEachWindowAreCountedTheMostFrequentFirst(int parallelism) throws Exception {
    try (AutoCloseable context = CLUSTER.asContext(parallelism)) {
      assertThat(context).isNotNull();
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      DataStream<String> lines =
          env.fromData("To be", "or not to be", "끝 the end 끝")
              .uid("lines")
              .assignTimestampsAndWatermarks(
                  WatermarkStrategy.<String>forMonotonousTimestamps()
                      .withTimestampAssigner((line, none) -> line.startsWith("끝") ? 5000 : 4999))
              .uid("times");
      assertThat(
              WordCountJob.topology(lines, Duration.ofSeconds(5), false, parallelism == 1)
                  .executeAndCollect(100))
          .containsExactly(
              new WordCount("be", 2, 0, 5000),
              new WordCount("to", 2, 0, 5000),
              new WordCount("not", 1, 0, 5000),
              new WordCount("or", 1, 0, 5000),
              new WordCount("끝", 2, 5000, 10_000),
              new WordCount("end", 1, 5000, 10_000),
              new WordCount("the", 1, 5000, 10_000));
    }
  }
}
