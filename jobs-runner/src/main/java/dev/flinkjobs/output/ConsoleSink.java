package dev.flinkjobs.output;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Each result as one line on the console of the process that runs the subtask. Lines are whole,
 * whatever else writes there. After a failure the lines since the last checkpoint come again.
 *
 * <p>Where only the first are printed, and at the end how many there were besides, all results go
 * to subtask 0, since "the first 20" is a matter of the whole stream. A restart counts from 0
 * again: the ledger is what counts exactly.
 *
 * @param first {@link Long#MAX_VALUE} for all
 */
record ConsoleSink<T>(Console console, ResultFormat<T> format, long first, String advice)
    implements Sink<T>, SupportsPreWriteTopology<T> {

  @Override
  public DataStream<T> addPreWriteTopology(DataStream<T> results) {
    return first == Long.MAX_VALUE ? results : results.global();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new ConsoleWriter<>(console, format, first, advice, context.getProcessingTimeService());
  }
}
