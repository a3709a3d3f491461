package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.options.CommandDoc;

/** The options of {@code generate sales}. */
@CommandDoc(name = "generate sales", main = GenerateSales.class)
public final class GenerateSalesOptions extends GenerateOptions {}
