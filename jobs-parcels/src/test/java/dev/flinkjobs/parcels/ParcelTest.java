package dev.flinkjobs.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParcelTest {

  @ParameterizedTest
  @MethodSource
  void aParcelIsReadAsItWasWrittenWithoutKryo(Parcel parcel) throws IOException {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<Parcel> serializer = TypeInformation.of(Parcel.class).createSerializer(config);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(parcel, out);
    assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(parcel);
  }

  static Stream<Parcel> aParcelIsReadAsItWasWrittenWithoutKryo() {
    return Stream.of(
        new Parcel(Decimal.of("20.50"), "강원도 산간 지역", true),
        new Parcel(Decimal.of("12345678901234567890.1234567890123456789"), "x", false));
  }
}
