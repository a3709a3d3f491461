package dev.flinkjobs.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Rows as the generator of transactions makes them, so many that they are about a megabyte. */
final class Rows {
  static final int COUNT = 10_000;
  private static final int SEED = 42;
  private static final int TYPES = 8;

  private Rows() {}

  /** A file with its header. */
  static byte[] file() {
    Random random = new Random(SEED);
    StringBuilder text =
        new StringBuilder("transaction_id,timestamp,type,amount,currency,ticker,price,news\n");
    for (int i = 0; i < COUNT; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,2024-01-01 %02d:%02d:%02d,Type-%04d,%s,EUR,AAPL,3039.09,\"Chip makers, all of"
                  + " them, invest in factories\"\n",
              i,
              i / 3600,
              i / 60 % 60,
              i % 60,
              random.nextInt(TYPES),
              amount(random)));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** With two fractional digits. */
  static String amount(Random random) {
    return String.format(Locale.ROOT, "%d.%02d", random.nextInt(1_000_000), random.nextInt(100));
  }
}
