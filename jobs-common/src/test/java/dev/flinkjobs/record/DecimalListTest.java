package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecimalListTest {
  private static final String BIG = "123456789012345678901234567890.5";

  @Test
  void holdsDecimalsOfEverySizeInTheirOrder() {
    List<Decimal> decimals =
        Stream.of("0.10", BIG, "-7", "9223372036854775807", "-" + BIG, "0.000000000000000001")
            .map(Decimal::of)
            .toList();
    DecimalList list = new DecimalList(1);
    list.addAll(decimals);
    assertThat(list).isEqualTo(decimals);
  }

  @Test
  void hasNothingBehindItsEnd() {
    DecimalList list = new DecimalList(8);
    list.add(Decimal.ZERO);
    assertThatThrownBy(() -> list.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
