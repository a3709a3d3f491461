package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.options.CommandDoc;

/** The options of {@code generate behaviors}. */
@CommandDoc(name = "generate behaviors", main = GenerateBehaviors.class)
public final class GenerateBehaviorsOptions extends GenerateOptions {}
