package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GenerateOptions;

/** The options of {@code generate finance}. */
public final class GenerateFinanceOptions extends GenerateOptions {

  @Override
  public String name() {
    return "generate finance";
  }

  @Override
  public Class<?> mainClass() {
    return GenerateFinance.class;
  }
}
