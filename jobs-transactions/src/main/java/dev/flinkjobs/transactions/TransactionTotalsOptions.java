package dev.flinkjobs.transactions;

import dev.flinkjobs.options.ColumnNames;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code transaction-totals}. */
@CommandDoc(
    name = "transaction-totals",
    exercise = "E1",
    main = TransactionTotalsJob.class,
    sample = "transactions.csv")
public final class TransactionTotalsOptions extends JobOptions {

  @Option(names = "--group-by")
  @OptionDoc(type = "columns", example = "transaction_type,currency")
  private ColumnNames groupBy = new ColumnNames(List.of("transaction_type"));

  @Option(names = "--sum")
  @OptionDoc(type = "column", example = "amount")
  private String sum = "amount";

  @Option(names = "--emit")
  @OptionDoc(
      type = "every|final|<duration>",
      example = "1s",
      values = {"every", "final", "1s"})
  private Emit emit = Emit.EVERY;

  /** The columns whose values make a group; at least one. */
  public List<String> groupBy() {
    return groupBy.names();
  }

  /** The column that is summed. */
  public String sum() {
    return sum;
  }

  Emit emit() {
    return emit;
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (groupBy().contains(sum)) {
      problems.add("--sum " + sum + ": is in --group-by too; a column is one or the other");
    }
    for (String name : List.of(TotalsFormat.TOTAL, TotalsFormat.COUNT)) {
      if (groupBy().contains(name)) {
        problems.add(
            "--group-by " + name + ": results have a column of that name; rename the input's");
      }
    }
  }
}
