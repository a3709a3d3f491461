package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import picocli.CommandLine.Option;

/** The options of {@code generate edges}. */
@CommandDoc(name = "generate edges", main = GenerateEdges.class)
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
    if (nodes < 2 || nodes > MAX_NODES) {
      problems.add(notAllowed("--nodes", nodes, "a whole number from 2 to", MAX_NODES));
    }
  }
}
