package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
  private static final Decimal BIG =
      Decimal.of("-123456789012345678901234567890.1234567890123456789");

  @ParameterizedTest
  @MethodSource
  void recordsAreReadAsTheyWereWrittenWithoutKryo(Object record) throws IOException {
    assertThat(copy(record)).isEqualTo(record);
  }

  static Stream<Object> recordsAreReadAsTheyWereWrittenWithoutKryo() {
    GroupKey group = GroupKey.of("입금", "EUR");
    GroupKey longGroup = GroupKey.of("x".repeat(1000));
    return Stream.of(
        new GroupAmount(group, Decimal.of("-12.50")),
        new GroupAmount(longGroup, BIG),
        new GroupAmounts(group, List.of()),
        new GroupAmounts(group, List.of(Decimal.of("0.10"), BIG, Decimal.of("7"))),
        new GroupTotal(group, Decimal.of("170.0"), 2),
        new GroupTotal(longGroup, BIG, Long.MAX_VALUE));
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T record) throws IOException {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<T> serializer =
        TypeInformation.of((Class<T>) record.getClass()).createSerializer(config);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(record, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
