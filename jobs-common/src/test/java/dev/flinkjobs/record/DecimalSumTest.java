package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalSumTest {

  @Test
  void nothingAddsUpToZero() {
    DecimalSum sum = new DecimalSum();
    assertThat(sum.sum()).isEqualTo(Decimal.ZERO);
    assertThat(sum.count()).isZero();
  }

  @Test
  void theScaleIsTheLargestOfThoseAdded() {
    assertThat(sum("1", "2.50", "3.0").sum()).isEqualTo(Decimal.of("6.50"));
  }

  @Test
  void everyAdditionCounts() {
    assertThat(sum("0", "0.00", "-1").count()).isEqualTo(3);
  }

  @Test
  void aSumThatDoesNotFitALongIsExact() {
    assertThat(sum("92233720368547758.07", "0.01", "0.01").sum())
        .isEqualTo(Decimal.of("92233720368547758.09"));
    assertThat(sum("-92233720368547758.08", "-0.01").sum())
        .isEqualTo(Decimal.of("-92233720368547758.09"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anySumIsThatOfBigDecimals(long seed) {
    Random random = new Random(seed);
    DecimalSum sum = new DecimalSum();
    BigDecimal expected = BigDecimal.ZERO;
    for (int i = 0; i < 10_000; i++) {
      BigDecimal amount = amount(random);
      sum.add(Decimal.of(amount));
      expected = expected.add(amount);
    }
    assertThat(sum.sum()).isEqualTo(Decimal.of(expected));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sumsOfPartsAreThatOfAll(long seed) {
    Random random = new Random(seed);
    DecimalSum all = new DecimalSum();
    DecimalSum merged = new DecimalSum();
    for (int part = 0; part < 1_000; part++) {
      DecimalSum more = new DecimalSum();
      for (int i = random.nextInt(3); i > 0; i--) {
        Decimal amount = Decimal.of(amount(random));
        all.add(amount);
        more.add(amount);
      }
      merged.add(more);
    }
    assertThat(merged).isEqualTo(all);
  }

  private static BigDecimal amount(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> new BigDecimal(new java.math.BigInteger(90, random), 25);
      case 1 -> BigDecimal.valueOf(random.nextLong(), 2);
      case 2 -> BigDecimal.valueOf(random.nextInt(), random.nextInt(18));
      default -> BigDecimal.valueOf(random.nextInt(), 2);
    };
  }

  private static DecimalSum sum(String... amounts) {
    DecimalSum sum = new DecimalSum();
    for (String amount : amounts) {
      sum.add(Decimal.of(amount));
    }
    return sum;
  }
}
