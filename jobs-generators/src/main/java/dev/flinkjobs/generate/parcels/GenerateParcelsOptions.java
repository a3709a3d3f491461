package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.generate.GenerateOptions;

/** The options of {@code generate parcels}. */
public final class GenerateParcelsOptions extends GenerateOptions {

  @Override
  public String name() {
    return "generate parcels";
  }

  @Override
  public Class<?> mainClass() {
    return GenerateParcels.class;
  }
}
