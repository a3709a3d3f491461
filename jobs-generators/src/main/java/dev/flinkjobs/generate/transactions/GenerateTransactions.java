package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.generate.GeneratedFile;

/** Makes a file of transactions, and beside it the totals that must come out of it. */
public final class GenerateTransactions {
  private GenerateTransactions() {}

  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateTransactionsOptions(), TransactionGenerator::new);
  }
}
