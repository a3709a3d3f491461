package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is kept of the values of a window.
 *
 * @param value their exact sum, or the least or the greatest of them
 * @param count how many they are
 */
@TypeInfo(AccumulatedSerializer.Factory.class)
public record Accumulated(Decimal value, long count) {

  /** As Flink SQL's AVG has it, so that both give the same answer. */
  private static final int AVERAGE_SCALE = 6;

  static final Accumulated NOTHING = new Accumulated(Decimal.ZERO, 0);

  /** Of one row. */
  static Accumulated of(Decimal value) {
    return new Accumulated(value, 1);
  }

  /**
   * The sum by the count: rounded once, half up, to six fractional digits, without trailing zeros
   * but with one fractional digit at least.
   *
   * @throws ArithmeticException if there are no values, for which no window fires
   */
  Decimal average() {
    BigDecimal average =
        value
            .toBigDecimal()
            .divide(BigDecimal.valueOf(count), AVERAGE_SCALE, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return Decimal.of(average.scale() < 1 ? average.setScale(1) : average);
  }
}
