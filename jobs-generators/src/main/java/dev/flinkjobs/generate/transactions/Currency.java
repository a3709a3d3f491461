package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.record.SeededNumbers;
import java.util.List;

/**
 * What an amount is in.
 *
 * @param number its place in {@link #ALL}
 * @param scale the fractional digits that amounts in it commonly have
 */
record Currency(int number, String code, int scale) {
  private static final Currency EUR = new Currency(0, "EUR", 2);
  private static final Currency GBP = new Currency(1, "GBP", 2);
  private static final Currency JPY = new Currency(2, "JPY", 0);
  private static final Currency KRW = new Currency(3, "KRW", 0);
  private static final Currency USD = new Currency(4, "USD", 2);

  static final List<Currency> ALL = List.of(EUR, GBP, JPY, KRW, USD);

  /** Each as often as it is drawn. */
  private static final List<Currency> LOTS =
      List.of(USD, USD, USD, USD, USD, USD, USD, EUR, EUR, EUR, EUR, GBP, GBP, JPY, JPY, KRW);

  static Currency draw(SeededNumbers random) {
    return LOTS.get(random.below(LOTS.size()));
  }
}
