package dev.flinkjobs.generate.basics;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.options.CommandDoc;

/** The options of {@code generate text}. */
@CommandDoc(name = "generate text", main = GenerateText.class)
public final class GenerateTextOptions extends GenerateOptions {}
