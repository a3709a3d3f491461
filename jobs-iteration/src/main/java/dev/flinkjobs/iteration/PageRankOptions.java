package dev.flinkjobs.iteration;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.OptionDoc;
import java.math.BigDecimal;
import picocli.CommandLine.Option;

/** The options of {@code page-rank}. */
@CommandDoc(name = "page-rank", exercise = "E4", main = PageRankJob.class, sample = "edges.csv")
public final class PageRankOptions extends IterationOptions {

  @Option(names = "--damping")
  @OptionDoc(type = "rate", min = 0, max = 1, example = "0.9")
  private BigDecimal damping = new BigDecimal("0.85");

  @Option(names = "--tolerance")
  @OptionDoc(type = "difference", min = 0, example = "0.000001")
  private BigDecimal tolerance = new BigDecimal("0.000000001");

  /** The share of its rank that a node passes on, from 0 to 1. */
  BigDecimal damping() {
    return damping;
  }

  /** How much a rank may still change in the last round, at least 0. */
  BigDecimal tolerance() {
    return tolerance;
  }
}
