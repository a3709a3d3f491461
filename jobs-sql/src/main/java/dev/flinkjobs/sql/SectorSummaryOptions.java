package dev.flinkjobs.sql;

import java.util.List;

/** The options of {@code sector-summary}. */
public final class SectorSummaryOptions extends HourlyOptions {

  @Override
  public String name() {
    return "sector-summary";
  }

  @Override
  public Class<?> mainClass() {
    return SectorSummaryJob.class;
  }

  @Override
  public String sample() {
    return "finance.csv";
  }

  /** These files have no header line. */
  @Override
  public List<String> columns() {
    return List.of("stock_code", "sector", "price", "volume", "transaction_date");
  }

  @Override
  String group() {
    return "sector";
  }

  @Override
  String count() {
    return "transaction_count";
  }

  @Override
  String table() {
    return "finance";
  }

  @Override
  List<String> columnsSummed() {
    return List.of("sector", "price", "volume");
  }

  @Override
  String timeColumn() {
    return "transaction_date";
  }
}
