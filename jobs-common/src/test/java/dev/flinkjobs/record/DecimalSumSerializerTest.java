package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalSumSerializerTest {
  private final DecimalSumSerializer serializer = new DecimalSumSerializer();

  @ParameterizedTest
  @ValueSource(strings = {"-12.50", "0", "123456789012345678901234567890.1234567890123456789"})
  void sumsAreReadAsTheyWereWritten(String amount) throws IOException {
    DecimalSum sum = sum(amount);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(sum, out);
    assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(sum);
  }

  /** Else a checkpoint would hold rows that come after it. */
  @Test
  void whatIsAddedLaterIsNotInACopy() {
    DecimalSum sum = sum("1.5");
    DecimalSum copy = serializer.copy(sum);
    sum.add(Decimal.of("2"));
    assertThat(copy).isEqualTo(sum("1.5"));
    assertThat(serializer.isImmutableType()).isFalse();
  }

  private static DecimalSum sum(String amount) {
    DecimalSum sum = new DecimalSum();
    sum.add(Decimal.of(amount));
    return sum;
  }
}
