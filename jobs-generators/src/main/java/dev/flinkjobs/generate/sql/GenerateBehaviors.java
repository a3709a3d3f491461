package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.GeneratedFile;

/** Makes a file of what users did in a shop, and beside it what must come out of it. */
public final class GenerateBehaviors {
  private GenerateBehaviors() {}

  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateBehaviorsOptions(), BehaviorsGenerator::new);
  }
}
