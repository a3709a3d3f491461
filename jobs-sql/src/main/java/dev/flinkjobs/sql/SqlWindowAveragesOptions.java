package dev.flinkjobs.sql;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code sql-window-averages}. */
@CommandDoc(
    name = "sql-window-averages",
    main = SqlWindowAveragesJob.class,
    sample = "transactions.csv")
public final class SqlWindowAveragesOptions extends SqlOptions {

  @Option(names = "--window")
  @OptionDoc(example = "hop")
  private WindowKind window = WindowKind.TUMBLE;

  @Option(names = "--zone")
  @OptionDoc(
      type = "zone",
      example = "Asia/Seoul",
      values = {"UTC", "Asia/Seoul", "Europe/Berlin", "America/New_York"})
  private ZoneId zone = ZoneOffset.UTC;

  public SqlWindowAveragesOptions() {
    super(Mode.BATCH);
  }

  @Override
  SqlQuery query() {
    List<String> group = List.of("transaction_id", "window_start", "window_end");
    List<String> columns = List.of("transaction_id", "timestamp", "amount");
    return new SqlQuery(window.script(), "transactions", columns, group, null);
  }

  /** Days are those of the zone; other windows have the same length everywhere. */
  @Override
  SqlTimes times() {
    return new SqlTimes(zone, window == WindowKind.DAY ? zone : ZoneOffset.UTC);
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
