package dev.flinkjobs.output;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Each result as one line on the console of the process that runs the subtask. Lines are whole,
 * whatever else writes there. After a failure the lines since the last checkpoint come again.
 */
record PrintSink<T>(Console console, ResultFormat<T> format) implements Sink<T> {

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new ConsoleWriter<>(
        console, format, Long.MAX_VALUE, "", context.getProcessingTimeService());
  }
}
