package dev.flinkjobs.transactions;

import dev.flinkjobs.plain.CsvSources;
import dev.flinkjobs.plain.Transaction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Running totals of transactions by type (E1), as Flink's documentation would write them. {@link
 * TransactionTotalsJob} goes on from here.
 *
 * <p>It runs by {@code ./jobs exercise totals}, or {@code flink run -c} with this class. Its own
 * {@code main}, started in an IDE, runs in Flink's local cluster, whose REST port is open to the
 * network: start the run configuration {@code exercise totals} instead.
 */
public final class TransactionTotalsExercise {
  public static void main(String[] files) throws Exception {
    // What the program is built in: it knows where the job will run.
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    // Each subtask of a file source reads whole files, and each row becomes a POJO.
    FileSource<Transaction> source =
        CsvSources.of(Transaction.class, files).require("transaction_type", "amount");
    DataStream<Transaction> rows = env.fromSource(source, WatermarkStrategy.noWatermarks(), "rows");
    // A sink that writes what it gets to the standard output of the TaskManager.
    totals(rows).map(total -> "(" + total.transaction_type + ", " + total.amount + ")").print();
    // Nothing has run so far: this starts the job, and waits for its end.
    env.execute("transaction totals, plain");
  }

  /** One total for each row that has a type and an amount; in BATCH mode one for each type. */
  public static DataStream<Transaction> totals(DataStream<Transaction> transactions) {
    return transactions
        // Keeps the rows for which it is true.
        .filter(row -> !row.transaction_type.isBlank() && !Double.isNaN(row.amount))
        // Sends the rows of a type to the same subtask, which has the state of that type.
        .keyBy(row -> row.transaction_type)
        // Keeps a sum for each key, and emits it with each row. Its other fields are of the first
        // row.
        .sum("amount");
  }
}
