package dev.flinkjobs.sql;

import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.ZoneConverter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code sql-window-averages}. */
public final class SqlWindowAveragesOptions extends SqlOptions {

  @Option(names = "--window", converter = WindowKind.Converter.class)
  @OptionDoc(
      type = "tumble|hop|session|1d",
      example = "hop",
      values = {"tumble", "hop", "session", "1d"})
  private WindowKind window = WindowKind.TUMBLE;

  @Option(names = "--zone", converter = ZoneConverter.class)
  @OptionDoc(
      type = "zone",
      example = "Asia/Seoul",
      values = {"UTC", "Asia/Seoul", "Europe/Berlin", "America/New_York"})
  private ZoneId zone = ZoneOffset.UTC;

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

  /** Days are those of the zone; other windows have the same length everywhere. */
  @Override
  SqlTimes times() {
    return new SqlTimes(zone, window == WindowKind.DAY ? zone : ZoneOffset.UTC);
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
