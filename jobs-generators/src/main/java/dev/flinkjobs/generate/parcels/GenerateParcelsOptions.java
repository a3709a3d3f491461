package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.generate.GeneratedFile;
import dev.flinkjobs.options.CommandDoc;

/**
 * The command {@code generate parcels}: makes a file of parcels, and beside it how many of them
 * each route must take.
 */
@CommandDoc(name = "generate parcels", main = GenerateParcelsOptions.class)
public final class GenerateParcelsOptions extends GenerateOptions {
  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateParcelsOptions(), ParcelGenerator::new);
  }
}
