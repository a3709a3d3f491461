package dev.flinkjobs.sql;

import dev.flinkjobs.options.CommandDoc;
import java.util.List;

/** The options of {@code sales-summary}. */
@CommandDoc(name = "sales-summary", main = SalesSummaryJob.class, sample = "sales.csv")
public final class SalesSummaryOptions extends HourlyOptions {

  public SalesSummaryOptions() {
    super(
        new SqlQuery(
            "sales-summary",
            "sales",
            List.of("Quantity", "UnitPrice", "Category"),
            List.of("category"),
            null),
        "InvoiceDate");
  }
}
