package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.options.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.lang3.ClassUtils;
import org.apache.flink.api.connector.source.DynamicParallelismInference;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintedSourceTest {

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

  private final EnumeratorSections<String> amounts = summing("amount");

  @Test
  void anEnumeratorIsRestoredWithItsOwnBytesAndVersion() throws IOException {
    assertThat(amounts.deserialize(amounts.getVersion(), amounts.serialize("waiting")))
        .isEqualTo("3: waiting");
  }

  @Test
  void stateOfAnotherMeaningEndsTheJobForGood() throws IOException {
    byte[] prices = summing("price").serialize("waiting");
    assertThatThrownBy(() -> amounts.deserialize(amounts.getVersion(), prices))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(OtherState.class)
        .hasMessageContaining("--sum was price and is amount");
  }

  @Test
  void stateWithoutAFingerprintEndsTheJobForGood() {
    assertThatThrownBy(() -> amounts.deserialize(3, TEXT.serialize("waiting")))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("made by an earlier build");
  }

  @Test
  void aSectionThatThisBuildDoesNotKnowIsPassedOver() throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    bytes.writeUTF("ids");
    bytes.writeInt(2);
    bytes.write(new byte[] {1, 2});
    bytes.write(amounts.serialize("waiting"));
    assertThat(amounts.deserialize(amounts.getVersion(), bytes.getCopyOfBuffer()))
        .isEqualTo("3: waiting");
  }

  @Test
  void aClientFindsTheFingerprintInWhatACoordinatorKeeps() throws IOException {
    assertThat(EnumeratorSections.fingerprintIn(coordinator(amounts, amounts.serialize("waiting"))))
        .hasValue(Map.of("--sum", "amount"));
    assertThat(EnumeratorSections.fingerprintIn(coordinator(TEXT, TEXT.serialize("waiting"))))
        .isEmpty();
    assertThat(EnumeratorSections.fingerprintIn(new byte[] {1, 2, 3})).isEmpty();
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
    Source<?, ?, ?> source = parsed.source(new LineDecoder(), 1);
    assertThat(ClassUtils.getAllInterfaces(source.getClass()))
        // Of input that ends only, and files that are listed by Flink.
        .filteredOn(type -> !type.equals(DynamicParallelismInference.class))
        .isSubsetOf(passedOn);
  }

  private static EnumeratorSections<String> summing(String column) {
    return new EnumeratorSections<>(
        TEXT, new Fingerprint(Map.of("--sum", column), Set.of(), "nothing may change"));
  }
}
