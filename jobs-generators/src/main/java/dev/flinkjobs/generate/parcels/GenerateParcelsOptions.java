package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.options.CommandDoc;

/** The options of {@code generate parcels}. */
@CommandDoc(name = "generate parcels", main = GenerateParcels.class)
public final class GenerateParcelsOptions extends GenerateOptions {}
