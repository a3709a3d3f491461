package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.testing.RoundTrip;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecimalListsTest {
  private static final String BIG = "123456789012345678901234567890.5";
  private static final List<Decimal> DECIMALS =
      Stream.of("0.10", BIG, "-7", "9223372036854775807", "-" + BIG, "0.000000000000000001")
          .map(Decimal::of)
          .toList();

  private final DecimalLists lists = new DecimalLists();

  private DecimalList list(int capacity) {
    DecimalList list = lists.create(capacity);
    DECIMALS.forEach(decimal -> lists.add(list, decimal));
    return list;
  }

  private List<Decimal> decimals(DecimalList list) {
    return IntStream.range(0, list.size()).mapToObj(i -> lists.get(list, i)).toList();
  }

  @Test
  void aListHasDecimalsOfEverySizeInTheirOrder() {
    assertThat(decimals(list(0))).isEqualTo(DECIMALS);
  }

  @Test
  void aListTakesDecimalsOfEverySizeFromAnother() {
    DecimalList from = list(10);
    DecimalList reversed = lists.create(0);
    for (int i = from.size() - 1; i >= 0; i--) {
      lists.add(reversed, from, i);
    }
    DecimalList again = lists.create(0);
    for (int i = reversed.size() - 1; i >= 0; i--) {
      lists.add(again, reversed, i);
    }
    assertThat(decimals(again)).isEqualTo(DECIMALS);
  }

  @Test
  void aListIsReadAsItWasWritten() throws IOException {
    assertThat(decimals(RoundTrip.of(list(10), lists.serializer()))).isEqualTo(DECIMALS);
    assertThat(decimals(RoundTrip.of(lists.create(10), lists.serializer()))).isEmpty();
  }

  @Test
  void aListThatWasClearedIsAsNew() {
    DecimalList list = list(10);
    lists.clear(list);
    assertThat(decimals(list)).isEmpty();
    DECIMALS.forEach(decimal -> lists.add(list, decimal));
    assertThat(decimals(list)).isEqualTo(DECIMALS);
  }

  @Test
  void aCopyStaysAsItIs() {
    DecimalList list = list(10);
    DecimalList copy = lists.serializer().copy(list);
    lists.clear(list);
    assertThat(decimals(copy)).isEqualTo(DECIMALS);
  }
}
