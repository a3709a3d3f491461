package dev.flinkjobs.iteration;

import dev.flinkjobs.options.ColumnNames;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.OptionDoc;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code k-means}. */
@CommandDoc(name = "k-means", exercise = "E4", main = KMeansJob.class, sample = "points.csv")
public final class KMeansOptions extends IterationOptions {

  @Option(names = "--coordinates")
  @OptionDoc(type = "columns", example = "x,y,z")
  private ColumnNames coordinates = new ColumnNames(List.of("x", "y"));

  @Option(names = "--k")
  @OptionDoc(
      type = "number",
      min = 1,
      max = StartingCenters.MOST_PLACES,
      unit = "clusters",
      example = "5")
  private int k = 3;

  @Option(names = "--tolerance")
  @OptionDoc(type = "distance", min = 0, example = "0")
  private BigDecimal tolerance = new BigDecimal("0.0001");

  @Option(names = "--seed")
  @OptionDoc(type = "number", example = "42")
  private long seed = 1;

  List<String> coordinates() {
    return coordinates.names();
  }

  /** How many clusters there are, at least 1. */
  int k() {
    return k;
  }

  /** How far centers may still move in the last round, at least 0. */
  double tolerance() {
    return tolerance.doubleValue();
  }

  long seed() {
    return seed;
  }
}
