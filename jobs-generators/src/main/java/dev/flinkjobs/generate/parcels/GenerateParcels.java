package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.generate.GeneratedFile;

/** Makes a file of parcels, and beside it how many of them each route must take. */
public final class GenerateParcels {
  private GenerateParcels() {}

  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateParcelsOptions(), ParcelGenerator::new);
  }
}
