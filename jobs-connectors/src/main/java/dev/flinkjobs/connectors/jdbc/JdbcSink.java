package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.ResultFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * The latest result of each key in a table. Rows are written before their checkpoint is complete,
 * and again after a failure; what makes that harmless is that no row is replaced by an older one.
 */
final class JdbcSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final Database database;
  private final Table table;
  private final ResultFormat<T> format;

  /** Shared with the output, which is prepared after this sink is made. */
  private final AtomicReference<String> run;

  /**
   * @param run when this run was started; set before the job is submitted
   */
  JdbcSink(Database database, Table table, ResultFormat<T> format, AtomicReference<String> run) {
    this.database = database;
    this.table = table;
    this.format = format;
    this.run = run;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new JdbcWriter<>(
        database,
        table,
        format,
        Objects.requireNonNull(run.get()),
        context.getProcessingTimeService(),
        context.metricGroup().getNumRecordsSendCounter(),
        JdbcWriter.PAUSES);
  }
}
