package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.generate.GeneratedFile;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.Message;
import picocli.CommandLine.Option;

/**
 * The command {@code generate edges}: makes a file of edges, and beside it the nodes with the
 * highest ranks.
 */
@CommandDoc(name = "generate edges", main = GenerateEdgesOptions.class)
public final class GenerateEdgesOptions extends GenerateOptions {
  private static final int MAX_NODES = 10_000_000;

  @Option(names = "--nodes")
  @OptionDoc(type = "number", unit = "nodes", example = "1000")
  private int nodes = 100;

  /** Of how many nodes edges may be, at least 2. */
  int nodes() {
    return nodes;
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    problems.check(
        nodes >= 2 && nodes <= MAX_NODES,
        "--nodes",
        nodes,
        Message.of("a whole number from 2 to %,d", MAX_NODES));
  }

  public static void main(String[] args) {
    GeneratedFile.write(args, new GenerateEdgesOptions(), EdgeGenerator::new);
  }
}
