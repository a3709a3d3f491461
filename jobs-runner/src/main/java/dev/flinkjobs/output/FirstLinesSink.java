package dev.flinkjobs.output;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The first results as lines on the console, and at the end how many there were besides. All
 * results go to subtask 0, since "the first 20" is a matter of the whole stream. A restart counts
 * from 0 again: the ledger is what counts exactly.
 */
record FirstLinesSink<T>(Console console, ResultFormat<T> format, long first, String advice)
    implements Sink<T>, SupportsPreWriteTopology<T> {

  @Override
  public DataStream<T> addPreWriteTopology(DataStream<T> results) {
    return results.global();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new ConsoleWriter<>(console, format, first, advice, context.getProcessingTimeService());
  }
}
