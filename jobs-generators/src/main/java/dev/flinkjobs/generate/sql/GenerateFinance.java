package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GeneratedFile;

/** Makes a file of trades of shares, and beside it what must come out of it. */
public final class GenerateFinance {
  private GenerateFinance() {}

  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateFinanceOptions(), FinanceGenerator::new);
  }
}
