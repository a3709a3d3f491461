package dev.flinkjobs.sql;

import java.util.List;

/** The options of {@code sales-summary}. */
public final class SalesSummaryOptions extends HourlyOptions {

  @Override
  public String name() {
    return "sales-summary";
  }

  @Override
  public Class<?> mainClass() {
    return SalesSummaryJob.class;
  }

  @Override
  public String sample() {
    return "sales.csv";
  }

  @Override
  String group() {
    return "category";
  }

  @Override
  String table() {
    return "sales";
  }

  @Override
  List<String> columnsSummed() {
    return List.of("Quantity", "UnitPrice", "Category");
  }

  @Override
  String timeColumn() {
    return "InvoiceDate";
  }
}
