package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GenerateOptions;

/** The options of {@code generate behaviors}. */
public final class GenerateBehaviorsOptions extends GenerateOptions {

  @Override
  public String name() {
    return "generate behaviors";
  }

  @Override
  public Class<?> mainClass() {
    return GenerateBehaviors.class;
  }
}
