package dev.flinkjobs.benchmarks;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** The peer: the same as one statement of Flink SQL, streaming, so that every total is emitted. */
public final class SqlTotals {
  private static final String QUERY =
      "SELECT transaction_type, SUM(amount) AS total, COUNT(*) AS n FROM transactions"
          + " WHERE amount IS NOT NULL GROUP BY transaction_type";

  private SqlTotals() {}

  /**
   * Runs it.
   *
   * @param args the input file; {@code discard} or the directory to write text files to; the
   *     parallelism
   */
  public static void main(String[] args) throws Exception {
    Configuration configuration =
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NaiveFlink.CHECKPOINT_INTERVAL);
    NaiveFlink.inProcess(
        Integer.parseInt(args[2]), configuration, env -> run(env, args[0], args[1]));
  }

  private static void run(StreamExecutionEnvironment env, String input, String output)
      throws Exception {
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    // Flink's CSV tables do not know headers: the first row is one of parse errors.
    tables.executeSql(
        "CREATE TABLE transactions (transaction_id STRING, `timestamp` STRING, customer_id STRING,"
            + " transaction_type STRING, amount DECIMAL(20, 3), currency STRING, stock_ticker"
            + " STRING, stock_price STRING, news_text STRING) WITH ('connector' = 'filesystem',"
            + " 'path' = '"
            + input
            + "', 'format' = 'csv', 'csv.ignore-parse-errors' = 'true')");
    if (output.equals("discard")) {
      // Takes every change, and none of them becomes a Row.
      tables.executeSql(
          "CREATE TABLE nowhere (transaction_type STRING, total DECIMAL(38, 3), n BIGINT)"
              + " WITH ('connector' = 'blackhole')");
      tables.executeSql("INSERT INTO nowhere " + QUERY).await();
    } else {
      NaiveFlink.write(
          tables
              .toChangelogStream(tables.sqlQuery(QUERY))
              .filter(row -> row.getKind() != RowKind.UPDATE_BEFORE),
          totals -> totals.map(SqlTotals::text),
          output);
      env.execute("sql totals");
    }
  }

  private static String text(Row total) {
    return total.getField(0) + "," + total.getField(1) + "," + total.getField(2);
  }
}
