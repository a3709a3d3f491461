package dev.flinkjobs.generate.basics;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.generate.GeneratedFile;
import dev.flinkjobs.options.CommandDoc;

/**
 * The command {@code generate text}: makes a file of lines, and beside it how often each word is in
 * them.
 */
@CommandDoc(name = "generate text", main = GenerateTextOptions.class)
public final class GenerateTextOptions extends GenerateOptions {
  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateTextOptions(), TextGenerator::new);
  }
}
