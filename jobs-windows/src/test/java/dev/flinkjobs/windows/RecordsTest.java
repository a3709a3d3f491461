package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.testing.RoundTrip;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {

  @ParameterizedTest
  @MethodSource
  void recordsAreReadAsTheyWereWrittenWithoutKryo(Object record) throws IOException {
    assertThat(RoundTrip.of(record)).isEqualTo(record);
  }

  @Test
  void whatIsKeptOfAKeyIsReadAsItWasWritten() throws IOException {
    Kept kept = new Kept(new Accumulated(Decimal.of("0.10"), 3), 2);
    assertThat(RoundTrip.of(kept, new KeptSerializer())).isEqualTo(kept);
  }

  @Test
  void partialsAreReadAsTheyWereWritten() throws IOException {
    Partial first = new Partial(GroupKey.of("입금", "EUR"), -1, Accumulated.of(Decimal.of("1.5")));
    Partial second = new Partial(GroupKey.of("a"), 5000, new Accumulated(Decimal.of("7"), 9));
    Partials read =
        RoundTrip.of(new Partials(12, List.of(first, second)), new PartialsSerializer());
    assertThat(read.bucket()).isEqualTo(12);
    assertThat(read.all())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(first, second);
  }

  static Stream<Object> recordsAreReadAsTheyWereWrittenWithoutKryo() {
    Measurement row = new Measurement(GroupKey.of("입금", "EUR"), -1, Decimal.of("-12.50"));
    Accumulated values = new Accumulated(Decimal.of("0.10"), Long.MAX_VALUE);
    WindowResult result = new WindowResult(row.key(), 0, 5000, values, 3);
    return Stream.of(
        row,
        values,
        result,
        new Alert(result, true, Decimal.of("100")),
        LateMeasurement.session(row),
        new LateMeasurement(row, List.of(new TimeWindow(0, 5000), new TimeWindow(5000, 9)), false));
  }
}
