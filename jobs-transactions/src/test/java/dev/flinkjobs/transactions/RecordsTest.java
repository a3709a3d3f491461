package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.testing.RoundTrip;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
  private static final Decimal BIG =
      Decimal.of("-123456789012345678901234567890.1234567890123456789");

  @ParameterizedTest
  @MethodSource
  void recordsAreReadAsTheyWereWrittenWithoutKryo(Object record) throws IOException {
    assertThat(RoundTrip.of(record)).isEqualTo(record);
  }

  static Stream<Object> recordsAreReadAsTheyWereWrittenWithoutKryo() {
    GroupKey group = GroupKey.of("입금", "EUR");
    GroupKey longGroup = GroupKey.of("x".repeat(1000));
    return Stream.of(
        new Transaction(group, BIG),
        new GroupTotal(group, Decimal.of("170.0"), 2),
        new GroupTotal(longGroup, BIG, Long.MAX_VALUE));
  }
}
