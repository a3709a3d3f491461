package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.util.List;

/**
 * Writes edges of a graph in which some nodes are pointed to far more often than others, and no
 * edge leaves the last tenth of them.
 */
final class EdgeGenerator extends CsvGenerator<ExpectedRanks> {
  private static final int SOURCE = 0;
  private static final int TARGET = 1;
  private static final int COLUMNS = 2;

  private static final Faults FAULTS =
      new Faults(
          List.of(
              Fault.of(RejectReason.MISSING_VALUE, TARGET, ""),
              Fault.cutBefore(TARGET),
              Fault.of(RejectReason.MISSING_VALUE, SOURCE, " "),
              Fault.cp949(SOURCE, "서"),
              Fault.of(RejectReason.WRONG_COLUMN_COUNT, TARGET, "n1,n2"),
              Fault.of(RejectReason.BAD_QUOTE, TARGET, "\"n\"1")),
          Fault.of(RejectReason.ROW_TOO_LONG, SOURCE, "n".repeat(1 << 20)));

  private final GenerateEdgesOptions options;
  private final int sources;

  EdgeGenerator(GenerateEdgesOptions options) {
    super("source,target\n", options, new ExpectedRanks(options.nodes()));
    this.options = options;
    this.sources = Math.max(1, options.nodes() - options.nodes() / 10);
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < badRate;
    int source = random.below(sources);
    double skewed = random.fraction() * random.fraction();
    int target = (int) (skewed * options.nodes());
    write(
        to,
        COLUMNS,
        bad,
        FAULTS,
        column -> to.text(name(column == SOURCE ? source : target)),
        () -> expected.accept(source, target));
  }

  static String name(int node) {
    return "n" + node;
  }
}
