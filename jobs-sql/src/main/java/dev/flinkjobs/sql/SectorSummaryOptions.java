package dev.flinkjobs.sql;

import dev.flinkjobs.options.CommandDoc;
import java.util.List;

/** The options of {@code sector-summary}. */
@CommandDoc(name = "sector-summary", main = SectorSummaryJob.class, sample = "finance.csv")
public final class SectorSummaryOptions extends HourlyOptions {

  /** These files have no header line. */
  @Override
  public List<String> columns() {
    return List.of("stock_code", "sector", "price", "volume", "transaction_date");
  }

  public SectorSummaryOptions() {
    super(
        new SqlQuery(
            "sector-summary",
            "finance",
            List.of("sector", "price", "volume"),
            List.of("sector"),
            "transaction_count"),
        "transaction_date");
  }
}
