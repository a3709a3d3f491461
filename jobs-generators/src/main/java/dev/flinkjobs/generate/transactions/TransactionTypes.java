package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.output.Utf8Buffer;
import java.util.List;

/** The names of transaction types by number, from 0: four real ones, then {@code Type-0005}, … */
final class TransactionTypes {
  private static final List<String> REAL = List.of("Deposit", "Payment", "Transfer", "Withdrawal");

  private TransactionTypes() {}

  static void append(int type, Utf8Buffer to) {
    if (type < REAL.size()) {
      to.text(REAL.get(type));
      return;
    }
    int number = type + 1;
    to.text("Type-");
    for (int width = 1000; width > number; width /= 10) {
      to.ascii('0');
    }
    to.number(number, 0);
  }
}
