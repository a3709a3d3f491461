package dev.flinkjobs.sql;

import dev.flinkjobs.options.CommandDoc;
import java.util.List;

/** The options of {@code sql-totals}. */
@CommandDoc(name = "sql-totals", main = SqlTotalsJob.class, sample = "transactions.csv")
public final class SqlTotalsOptions extends SqlOptions {

  public SqlTotalsOptions() {
    super(Mode.BATCH);
  }

  @Override
  SqlQuery query() {
    List<String> group = List.of("transaction_type");
    List<String> columns = List.of("transaction_type", "amount");
    return new SqlQuery("totals", "transactions", columns, group, "count");
  }
}
