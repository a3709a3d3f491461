package dev.flinkjobs.generate.basics;

import dev.flinkjobs.generate.GenerateOptions;

/** The options of {@code generate text}. */
public final class GenerateTextOptions extends GenerateOptions {

  @Override
  public String name() {
    return "generate text";
  }

  @Override
  public Class<?> mainClass() {
    return GenerateText.class;
  }
}
