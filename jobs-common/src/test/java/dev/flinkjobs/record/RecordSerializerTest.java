package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.testing.RoundTrip;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RecordSerializerTest {

  public record Price(GroupKey of, Decimal amount, long count) {}

  public record Mean(GroupKey of, Decimal amount, long count) {}

  public record Opaque(Object anything) {}

  private static final Price PRICE = new Price(GroupKey.of("사과", "kg"), Decimal.of("-1.50"), 3);

  private final TypeSerializer<Price> prices = serializer(Price.class);

  private static <T extends Record> TypeSerializer<T> serializer(Class<T> type) {
    return RecordSerializer.type(TypeInformation.of(type))
        .createSerializer(new SerializerConfigImpl());
  }

  @Test
  void aRecordIsReadAsItWasWritten() throws IOException {
    assertThat(RoundTrip.of(PRICE, prices)).isEqualTo(PRICE);
  }

  /** With object reuse, rows that are held are copied otherwise: each of them, for nothing. */
  @Test
  void aRecordIsNeverCopied() {
    assertThat(prices.isImmutableType()).isTrue();
    assertThat(prices.copy(PRICE)).isSameAs(PRICE);
  }

  @Test
  void stateIsReadByTheSerializerThatItNames() throws IOException {
    TypeSerializer<Price> restored = written(prices.snapshotConfiguration()).restoreSerializer();
    assertThat(restored).isEqualTo(prices).hasSameHashCodeAs(prices);
    assertThat(RoundTrip.of(PRICE, restored)).isEqualTo(PRICE);
  }

  @Test
  void stateOfTheSameRecordIsCompatibleAsItIs() throws IOException {
    TypeSerializerSnapshot<Price> old = written(prices.snapshotConfiguration());
    assertThat(prices.snapshotConfiguration().resolveSchemaCompatibility(old).isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void serializersOfTwoRecordsAreNotEqual() {
    assertThat(serializer(Mean.class)).isNotEqualTo(prices);
  }

  @Test
  void eachThreadHasCachesOfItsOwn() {
    assertThat(prices.duplicate()).isNotSameAs(prices).isEqualTo(prices);
  }

  @Test
  void whatOnlyKryoCouldWriteIsRefused() {
    TypeInformation<Opaque> type = TypeInformation.of(Opaque.class);
    assertThatThrownBy(() -> RecordSerializer.type(type))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Generic types have been disabled");
  }

  @Test
  void valuesWithSerializersOfTheirOwnCanBeKeysWhereTheyDoNotChange() {
    assertThat(TypeInformation.of(GroupKey.class).isKeyType()).isTrue();
    assertThat(TypeInformation.of(DecimalSum.class).isKeyType()).isFalse();
  }

  /**
   * Flink compares the type of what goes into a function with the class that the function takes.
   */
  @Test
  void functionsOfFlinkTakeTheRecords() {
    assertThat(
            TypeExtractor.getKeySelectorTypes(
                new KeyOf(), RecordSerializer.type(TypeInformation.of(Price.class))))
        .isEqualTo(TypeInformation.of(GroupKey.class));
  }

  private static final class KeyOf implements KeySelector<Price, GroupKey> {
    private static final long serialVersionUID = 1L;

    @Override
    public GroupKey getKey(Price price) {
      return price.of();
    }
  }

  private static <T> TypeSerializerSnapshot<T> written(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        RecordSerializerTest.class.getClassLoader());
  }
}
