package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.generate.GeneratedFile;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import picocli.CommandLine.Option;

/**
 * The command {@code generate edges}: makes a file of edges, and beside it the nodes with the
 * highest ranks.
 */
@CommandDoc(name = "generate edges", main = GenerateEdgesOptions.class)
public final class GenerateEdgesOptions extends GenerateOptions {
  @Option(names = "--nodes")
  @OptionDoc(type = "number", min = 2, max = 10_000_000, unit = "nodes", example = "1000")
  private int nodes = 100;

  /** Of how many nodes edges may be, at least 2. */
  int nodes() {
    return nodes;
  }

  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateEdgesOptions(), EdgeGenerator::new);
  }
}
