package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  @ParameterizedTest
  @CsvSource({
    "1.5, 2.25, 3.75",
    "0.1, 0.2, 0.3",
    "100, 70, 170",
    "-1.00, 1, 0.00",
    "9223372036854775807, 1, 9223372036854775808",
    "-9223372036854775808, -1, -9223372036854775809",
    "9223372036854775807, 0.01, 9223372036854775807.01",
    "0.000000000000000001, 10, 10.000000000000000001",
    "0.0000000000000000000001, 1, 1.0000000000000000000001"
  })
  void sumsAreExactWithTheLargerScale(String a, String b, String sum) {
    assertThat(Decimal.of(a).plus(Decimal.of(b))).hasToString(sum).isEqualTo(Decimal.of(sum));
  }

  @Test
  void sumsOfRandomValuesEqualThoseOfBigDecimal() {
    long seed = 20_240_511;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      BigDecimal a = randomDecimal(random);
      BigDecimal b = randomDecimal(random);
      assertThat(Decimal.of(a).plus(Decimal.of(b)).toBigDecimal())
          .as("seed %d: %s + %s", seed, a, b)
          .isEqualTo(a.add(b));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 0.333333",
    "2, 3, 0.666667",
    "-2, 3, -0.666667",
    "1, 2000000, 0.000001",
    "-1, 2000000, -0.000001",
    "1, 2000001, 0.0",
    "0.00, 5, 0.0",
    "30, 3, 10.0",
    "1000000, 1, 1000000.0",
    "9223372036854775807, 1, 9223372036854775807.0",
    "0.12345678, 1, 0.123457"
  })
  void aQuotientIsRoundedHalfUpAndHasNoZerosBehindIt(String a, long divisor, String quotient) {
    assertThat(Decimal.of(a).dividedBy(divisor, 6)).hasToString(quotient);
  }

  @Test
  void quotientsOfRandomValuesEqualThoseOfBigDecimal() {
    long seed = 20_240_512;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      BigDecimal a = randomDecimal(random);
      long divisor = Math.max(1, Math.abs(random.nextLong() >> random.nextInt(63)));
      BigDecimal rounded = a.divide(BigDecimal.valueOf(divisor), 6, RoundingMode.HALF_UP);
      Decimal quotient = Decimal.of(a).dividedBy(divisor, 6);
      assertThat(quotient.toBigDecimal())
          .as("seed %d: %s / %d", seed, a, divisor)
          .isEqualByComparingTo(rounded);
      assertThat(quotient.scale()).isEqualTo(Math.max(1, rounded.stripTrailingZeros().scale()));
    }
  }

  @Test
  void nothingIsDividedByZero() {
    assertThatThrownBy(() -> Decimal.ZERO.dividedBy(0, 6)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aBigValueThatBecomesSmallAgainIsEqualToOneThatAlwaysWas() {
    Decimal there = Decimal.of(Long.MAX_VALUE, 0).plus(Decimal.of("1"));
    assertThat(there.isCompact()).isFalse();
    assertThat(there.plus(Decimal.of("-1"))).isEqualTo(Decimal.of(Long.MAX_VALUE, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.01",
        "12.50",
        "9223372036854775807",
        "-9223372036854775808",
        "123456789012345678901234567890.123456789",
        "0.0000000000000000000001"
      })
  void aWrittenValueIsReadBackAsItWas(String text) throws IOException {
    Decimal value = Decimal.of(text);
    DataOutputSerializer out = new DataOutputSerializer(16);
    DecimalSerializer.INSTANCE.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(DecimalSerializer.INSTANCE.deserialize(in)).isEqualTo(value).hasToString(text);
    assertThat(in.available()).isZero();
  }

  private static BigDecimal randomDecimal(Random random) {
    int bits = random.nextInt(70);
    BigInteger unscaled = new BigInteger(bits, random);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(22));
  }

  @Test
  void asADoubleItIsTheNearestOne() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      Decimal decimal = Decimal.of(random.nextLong() >> random.nextInt(64), random.nextInt(19));
      assertThat(decimal.doubleValue()).isEqualTo(decimal.toBigDecimal().doubleValue());
    }
    assertThat(Decimal.of("1" + "0".repeat(400)).doubleValue()).isInfinite();
  }
}
