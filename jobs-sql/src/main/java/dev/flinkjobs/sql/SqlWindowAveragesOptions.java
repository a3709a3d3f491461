package dev.flinkjobs.sql;

import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code sql-window-averages}. */
public final class SqlWindowAveragesOptions extends SqlOptions {

  @Option(names = "--window")
  @OptionDoc(example = "hop")
  private WindowKind window = WindowKind.TUMBLE;

  public SqlWindowAveragesOptions() {
    super(Mode.BATCH);
  }

  @Override
  public String name() {
    return "sql-window-averages";
  }

  @Override
  public Class<?> mainClass() {
    return SqlWindowAveragesJob.class;
  }

  @Override
  public String sample() {
    return "transactions.csv";
  }

  @Override
  String script() {
    return window.script();
  }

  @Override
  List<String> groupedBy() {
    return List.of("transaction_id", "window_start", "window_end");
  }

  @Override
  String table() {
    return "transactions";
  }

  @Override
  List<String> columnsRead() {
    return List.of("transaction_id", "timestamp", "amount");
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (window == WindowKind.SESSION && isBatch()) {
      problems.add(
          "--window session: SQL has sessions in streaming mode only; add --mode streaming");
    }
  }
}
