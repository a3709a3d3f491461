package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.testing.RoundTrip;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {

  @ParameterizedTest
  @MethodSource
  void recordsAreReadAsTheyWereWrittenWithoutKryo(Object record) throws IOException {
    assertThat(RoundTrip.of(record)).isEqualTo(record);
  }

  static Stream<Object> recordsAreReadAsTheyWereWrittenWithoutKryo() {
    Measurement row = new Measurement(GroupKey.of("입금", "EUR"), -1, Decimal.of("-12.50"));
    AggregateResult aggregate =
        new AggregateResult(Decimal.of("0.1"), Decimal.of("0.10"), Long.MAX_VALUE);
    WindowResult result = new WindowResult(row.key(), 0, 5000, aggregate, 3);
    return Stream.of(row, aggregate, result, new Alert(result, true, Decimal.of("100")));
  }
}
