package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.generate.GeneratedFile;
import dev.flinkjobs.options.CommandDoc;

/**
 * The command {@code generate finance}: makes a file of trades of shares, and beside it what must
 * come out of it.
 */
@CommandDoc(name = "generate finance", main = GenerateFinanceOptions.class)
public final class GenerateFinanceOptions extends GenerateOptions {
  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateFinanceOptions(), FinanceGenerator::new);
  }
}
