package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GenerateOptions;

/** The options of {@code generate sales}. */
public final class GenerateSalesOptions extends GenerateOptions {

  @Override
  public String name() {
    return "generate sales";
  }

  @Override
  public Class<?> mainClass() {
    return GenerateSales.class;
  }
}
