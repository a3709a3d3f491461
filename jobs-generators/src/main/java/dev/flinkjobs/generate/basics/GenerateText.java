package dev.flinkjobs.generate.basics;

import dev.flinkjobs.generate.GeneratedFile;

/** Makes a file of lines, and beside it how often each word is in them. */
public final class GenerateText {
  private GenerateText() {}

  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateTextOptions(), TextGenerator::new);
  }
}
