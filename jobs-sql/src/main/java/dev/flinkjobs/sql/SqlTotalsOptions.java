package dev.flinkjobs.sql;

import java.util.List;

/** The options of {@code sql-totals}. */
public final class SqlTotalsOptions extends SqlOptions {

  public SqlTotalsOptions() {
    super(Mode.BATCH);
  }

  @Override
  public String name() {
    return "sql-totals";
  }

  @Override
  public Class<?> mainClass() {
    return SqlTotalsJob.class;
  }

  @Override
  public String sample() {
    return "transactions.csv";
  }

  @Override
  String script() {
    return "totals";
  }

  @Override
  List<String> groupedBy() {
    return List.of("transaction_type");
  }

  @Override
  String count() {
    return "count";
  }

  @Override
  String table() {
    return "transactions";
  }

  @Override
  List<String> columnsRead() {
    return List.of("transaction_type", "amount");
  }
}
