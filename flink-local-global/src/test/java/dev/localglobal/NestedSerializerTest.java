package dev.localglobal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NestedSerializerTest {
  private static final TypeSerializer<?>[] NESTED = {
    StringSerializer.INSTANCE, LongSerializer.INSTANCE, IntSerializer.INSTANCE
  };

  @ParameterizedTest
  @EnumSource
  void stateIsReadByTheSerializerThatItNames(NestedSerializer.Kind kind) throws IOException {
    NestedSerializer<Object> serializer = kind.of(NESTED);

    TypeSerializerSnapshot<Object> restored = written(serializer.snapshotConfiguration());

    assertThat(restored.restoreSerializer()).isEqualTo(serializer).hasSameClassAs(serializer);
    assertThat(compatible(serializer, restored)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void stateOfAnotherKindIsRefused(NestedSerializer.Kind kind) throws IOException {
    TypeSerializerSnapshot<Object> restored = written(kind.of(NESTED).snapshotConfiguration());

    assertThat(others(kind)).isNotEmpty().noneMatch(other -> compatible(other, restored));
  }

  private static Stream<NestedSerializer<Object>> others(NestedSerializer.Kind kind) {
    return Arrays.stream(NestedSerializer.Kind.values())
        .filter(other -> other != kind)
        .map(other -> other.of(NESTED));
  }

  private static boolean compatible(
      TypeSerializer<Object> serializer, TypeSerializerSnapshot<Object> old) {
    return serializer.snapshotConfiguration().resolveSchemaCompatibility(old).isCompatibleAsIs();
  }

  private static <T> TypeSerializerSnapshot<T> written(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        NestedSerializerTest.class.getClassLoader());
  }
}
