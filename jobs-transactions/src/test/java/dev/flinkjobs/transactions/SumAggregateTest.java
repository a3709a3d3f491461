package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import org.junit.jupiter.api.Test;

class SumAggregateTest {
  private final SumAggregate sum = new SumAggregate();

  private DecimalSum of(String... amounts) {
    DecimalSum accumulator = sum.createAccumulator();
    for (String amount : amounts) {
      accumulator = sum.add(Decimal.of(amount), accumulator);
    }
    return accumulator;
  }

  @Test
  void amountsAreAddedExactly() {
    assertThat(sum.getResult(of("0.1", "0.2", "9223372036854775807.01", "-0.31")))
        .hasToString("9223372036854775807.00 of 4");
  }

  @Test
  void sumsAreMergedWithTheirCounts() {
    assertThat(sum.merge(of("1", "2"), of("0.5"))).isEqualTo(of("1", "2", "0.5"));
    assertThat(sum.merge(of(), of("0.5"))).isEqualTo(of("0.5"));
  }
}
