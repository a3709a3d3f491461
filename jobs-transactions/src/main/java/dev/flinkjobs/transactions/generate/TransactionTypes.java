package dev.flinkjobs.transactions.generate;

import dev.flinkjobs.output.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The names of transaction types by number, from 0: four real ones, then {@code Type-0005}, … */
final class TransactionTypes {
  private static final byte[][] REAL =
      Stream.of("Deposit", "Payment", "Transfer", "Withdrawal")
          .map(name -> name.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);
  private static final byte[] PREFIX = "Type-".getBytes(StandardCharsets.US_ASCII);

  /** How many there are by default. */
  static final int DEFAULT_COUNT = 4;

  private TransactionTypes() {}

  static void append(int type, Utf8Buffer to) {
    if (type < REAL.length) {
      to.bytes(REAL[type]);
      return;
    }
    int number = type + 1;
    to.bytes(PREFIX);
    for (int width = 1000; width > number; width /= 10) {
      to.ascii('0');
    }
    to.number(number, 0);
  }
}
