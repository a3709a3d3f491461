package dev.flinkjobs.output;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Results as lines on the console.
 *
 * @param first how many of them; {@link Long#MAX_VALUE} for all
 * @param advice where the others are, said behind their count
 */
record ConsoleOutput(Console console, long first, String advice) implements Output, Serializable {

  @Override
  public String kind() {
    return "print";
  }

  @Override
  public <T> Sink<T> sink(ResultFormat<T> format) {
    return new ConsoleSink<>(this, format);
  }

  @Override
  public Output splitByRoute(List<String> routes) {
    return this;
  }

  @Override
  public boolean isConsole() {
    return true;
  }

  /**
   * Each result as one line on the console of the process that runs the subtask. Lines are whole,
   * whatever else writes there. After a failure the lines since the last checkpoint come again.
   *
   * <p>Where only the first are printed, and at the end how many there were besides, all results go
   * to subtask 0, since "the first 20" is a matter of the whole stream. A restart counts from 0
   * again: the ledger is what counts exactly.
   */
  private record ConsoleSink<T>(ConsoleOutput to, ResultFormat<T> format)
      implements Sink<T>, SupportsPreWriteTopology<T> {

    @Override
    public DataStream<T> addPreWriteTopology(DataStream<T> results) {
      return to.first() == Long.MAX_VALUE ? results : results.global();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return new ConsoleWriter<>(to, format, context.getProcessingTimeService());
    }
  }
}
