package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.testing.TestCluster;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.lang3.ClassUtils;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.DynamicParallelismInference;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintedSourceTest {
  @RegisterExtension private static final TestCluster CLUSTER = TestCluster.of(1, 1);

  @TempDir private Path directory;

  /** An enumerator's checkpoint that is a text, in the third version of its kind. */
  private static final SimpleVersionedSerializer<String> TEXT =
      new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
          return 3;
        }

        @Override
        public byte[] serialize(String text) {
          return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(int version, byte[] bytes) {
          return version + ": " + new String(bytes, StandardCharsets.UTF_8);
        }
      };

  private final FingerprintedState<String> amounts = summing("amount");

  @Test
  void anEnumeratorIsRestoredWithItsOwnBytesAndVersion() throws IOException {
    assertThat(amounts.deserialize(amounts.getVersion(), amounts.serialize("waiting")))
        .isEqualTo("3: waiting");
  }

  @Test
  void stateOfAnotherMeaningIsRefused() throws IOException {
    byte[] prices = summing("price").serialize("waiting");
    assertThat(amounts.deserialize(amounts.getVersion(), prices)).isNull();
    assertThat(amounts.failure())
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining("--sum was price and is amount");
    amounts.deserialize(amounts.getVersion(), amounts.serialize("waiting"));
    assertThat(amounts.failure()).isNull();
  }

  @Test
  void stateWithoutAFingerprintIsRefused() throws IOException {
    assertThat(amounts.deserialize(3, TEXT.serialize("waiting"))).isNull();
    assertThat(amounts.failure())
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining("made by an earlier build");
  }

  @Test
  void stateThatCannotBeReadIsAFailure() {
    assertThat(amounts.deserialize(amounts.getVersion(), new byte[] {0, 9, 1})).isNull();
    assertThat(amounts.failure()).isInstanceOf(IOException.class);
  }

  @Test
  void aClientFindsTheFingerprintInWhatACoordinatorKeeps() throws IOException {
    assertThat(FingerprintedState.fingerprintIn(coordinator(amounts, amounts.serialize("waiting"))))
        .hasValue(Map.of("--sum", "amount"));
    assertThat(FingerprintedState.fingerprintIn(coordinator(TEXT, TEXT.serialize("waiting"))))
        .isEmpty();
    assertThat(FingerprintedState.fingerprintIn(new byte[] {1, 2, 3})).isEmpty();
  }

  /** As Flink's {@code SourceCoordinator} writes it. */
  private static byte[] coordinator(SimpleVersionedSerializer<String> serializer, byte[] checkpoint)
      throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    bytes.writeInt(1);
    bytes.writeInt(serializer.getVersion());
    bytes.writeInt(checkpoint.length);
    bytes.write(checkpoint);
    return bytes.getCopyOfBuffer();
  }

  /** Flink asks a source what it can by its interfaces, so those of each have to be passed on. */
  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "files:src?watch=1s", "socket://localhost:1"})
  void noInterfaceOfASourceIsHidden(String input) {
    Input parsed = Inputs.parse("--input", List.of(input), CsvDialect.LINES, null, new Problems());
    List<Class<?>> passedOn = ClassUtils.getAllInterfaces(FingerprintedSource.class);
    Source<?, ?, ?> source = parsed.source(new LineDecoder(), 1).source();
    assertThat(ClassUtils.getAllInterfaces(source.getClass()))
        // Of input that ends only, and files that are listed by Flink.
        .filteredOn(type -> !type.equals(DynamicParallelismInference.class))
        .isSubsetOf(passedOn);
  }

  @Test
  void aJobManagerRefusesStateOfAnotherMeaningOnceAndForAll() throws Exception {
    TestCluster.Job amounts = CLUSTER.submit(watching("amount"));
    amounts.awaitRunning();
    String savepoint = amounts.stopWithSavepoint(directory.resolve("savepoints"));

    // It is restarted after every failure but this.
    TestCluster.Job prices = CLUSTER.restore(watching("price"), savepoint);
    assertThatThrownBy(prices::awaitResult)
        .rootCause()
        .hasMessageContaining("--sum was amount and is price");

    TestCluster.Job again = CLUSTER.restore(watching("amount"), savepoint);
    again.awaitRunning();
    assertThat(again.restores()).isEqualTo(1);
    again.cancel();
  }

  @Test
  @SuppressWarnings("unchecked")
  void anEnumeratorThatCannotBeRestoredFailsWhenItStarts() throws Exception {
    Source<String, SourceSplit, String> source =
        (Source<String, SourceSplit, String>)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Source.class},
                (any, method, arguments) -> {
                  throw new FileNotFoundException("/gone.csv");
                });
    Source<String, SourceSplit, String> fingerprinted =
        new FingerprintedSource<>(source, fingerprint("amount"));
    SplitEnumerator<SourceSplit, String> enumerator =
        fingerprinted.restoreEnumerator(null, "waiting");
    enumerator.addReader(0);
    assertThatThrownBy(enumerator::start).hasMessage("/gone.csv");
  }

  private StreamExecutionEnvironment watching(String column) {
    StreamExecutionEnvironment env = CLUSTER.environment(1);
    Source<RowBatch<String>, ?, ?> source =
        Inputs.parse(
                "--input",
                List.of("files:" + directory + "?watch=1s"),
                CsvDialect.LINES,
                null,
                new Problems())
            .source(new LineDecoder(), 1)
            .source();
    env.fromSource(
            new FingerprintedSource<>(source, fingerprint(column)),
            WatermarkStrategy.noWatermarks(),
            "lines")
        .uid("lines")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    return env;
  }

  private static FingerprintedState<String> summing(String column) {
    return new FingerprintedState<>(TEXT, fingerprint(column));
  }

  private static Fingerprint fingerprint(String column) {
    return new Fingerprint(Map.of("--sum", column), Set.of(), "nothing may change");
  }
}
