package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.generate.GeneratedFile;
import dev.flinkjobs.options.CommandDoc;

/**
 * The command {@code generate sales}: makes a file of online sales, as dirty as the real ones, and
 * beside it what must come out of it.
 */
@CommandDoc(name = "generate sales", main = GenerateSalesOptions.class)
public final class GenerateSalesOptions extends GenerateOptions {
  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateSalesOptions(), SalesGenerator::new);
  }
}
