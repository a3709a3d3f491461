package dev.flinkjobs.output;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Results as lines on the console of the process that runs the subtask, each of them whole,
 * whatever else writes there. After a failure the lines since the last checkpoint come again.
 *
 * <p>Where only the first are printed, all results go to subtask 0, since "the first 20" is a
 * matter of the whole stream, and at the end stands how many there were besides. A restart counts
 * from 0 again: the ledger is what counts exactly.
 *
 * @param first how many lines to print; {@link Long#MAX_VALUE} for all
 * @param advice what follows the count of the rest
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
