package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.options.CommandDoc;

/** The options of {@code generate finance}. */
@CommandDoc(name = "generate finance", main = GenerateFinance.class)
public final class GenerateFinanceOptions extends GenerateOptions {}
