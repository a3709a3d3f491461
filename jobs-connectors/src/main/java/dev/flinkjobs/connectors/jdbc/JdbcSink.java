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
 *
 * @param run when this run was started; set by the output, which is prepared after this sink is
 *     made and before the job is submitted
 */
record JdbcSink<T>(
    Database database, Table table, ResultFormat<T> format, AtomicReference<String> run)
    implements Sink<T> {

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
