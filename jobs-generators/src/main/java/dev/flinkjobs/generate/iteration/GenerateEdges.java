package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.GeneratedFile;

/** Makes a file of edges, and beside it the nodes with the highest ranks. */
public final class GenerateEdges {
  private GenerateEdges() {}

  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateEdgesOptions(), EdgeGenerator::new);
  }
}
