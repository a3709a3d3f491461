package dev.flinkjobs.transactions.generate;

import java.nio.charset.StandardCharsets;

/** What an amount is in, with the fractional digits that it commonly has. In the order of names. */
enum Currency {
  EUR(2),
  GBP(2),
  JPY(0),
  KRW(0),
  USD(2);

  /** As often as they are in this list. */
  private static final Currency[] LOT = {
    USD, USD, USD, USD, USD, USD, USD, EUR, EUR, EUR, EUR, GBP, GBP, JPY, JPY, KRW
  };

  final int scale;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into it.
  final byte[] code = name().getBytes(StandardCharsets.US_ASCII);

  Currency(int scale) {
    this.scale = scale;
  }

  static Currency draw(SeededNumbers random) {
    return LOT[random.below(LOT.length)];
  }
}
