package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.generate.GeneratedFile;
import dev.flinkjobs.options.CommandDoc;

/**
 * The command {@code generate behaviors}: makes a file of what users did in a shop, and beside it
 * what must come out of it.
 */
@CommandDoc(name = "generate behaviors", main = GenerateBehaviorsOptions.class)
public final class GenerateBehaviorsOptions extends GenerateOptions {
  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateBehaviorsOptions(), BehaviorsGenerator::new);
  }
}
