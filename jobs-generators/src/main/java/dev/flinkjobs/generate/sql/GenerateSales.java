package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GeneratedFile;

/**
 * Makes a file of online sales, as dirty as the real ones, and beside it what must come out of it.
 */
public final class GenerateSales {
  private GenerateSales() {}

  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateSalesOptions(), SalesGenerator::new);
  }
}
