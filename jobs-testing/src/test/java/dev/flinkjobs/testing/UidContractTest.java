package dev.flinkjobs.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UidContractTest {
  @TempDir private Path directory;
  private Path committed;

  @BeforeEach
  void nameFile() {
    committed = directory.resolve("job.uids");
  }

  @Test
  void theCommittedUidsPass() throws IOException {
    Files.writeString(
        committed, "numbers\tSource: numbers\nsame\tsame numbers\nsink\tout: Writer\n");

    assertThatCode(() -> UidContract.check(graph("same", "same numbers"), committed))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherUidFailsWithTheNewFileAndWhatToDo() throws IOException {
    Files.writeString(
        committed, "numbers\tSource: numbers\nsame\tsame numbers\nsink\tout: Writer\n");

    assertThatThrownBy(() -> UidContract.check(graph("other", "same numbers"), committed))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("state-compatibility decision")
        .hasMessageContaining("CHANGELOG")
        .hasMessageEndingWith(
            "\n\nnumbers\tSource: numbers\nother\tsame numbers\nsink\tout: Writer\n");
  }

  @Test
  void anotherNameFailsToo() throws IOException {
    Files.writeString(
        committed, "numbers\tSource: numbers\nsame\tsame numbers\nsink\tout: Writer\n");

    assertThatThrownBy(() -> UidContract.check(graph("same", "renamed"), committed))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("same\trenamed\n");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> UidContract.check(graph("same", "same numbers"), committed))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("job.uids, which is missing or empty");
  }

  @Test
  void aGraphOfALenientConfigurationIsRefused() {
    StreamExecutionEnvironment lenient =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    lenient.fromData(1).sinkTo(new DiscardingSink<>());

    assertThatThrownBy(() -> UidContract.check(lenient.getStreamGraph(), committed))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("strictConfiguration");
  }

  private static StreamGraph graph(String uid, String name) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(UidContract.strictConfiguration());
    SingleOutputStreamOperator<Integer> numbers = env.fromData(1, 2).name("numbers").uid("numbers");
    numbers
        .filter(number -> number > 0)
        .name(name)
        .uid(uid)
        .sinkTo(new DiscardingSink<>())
        .name("out")
        .uid("sink");
    return env.getStreamGraph();
  }
}
