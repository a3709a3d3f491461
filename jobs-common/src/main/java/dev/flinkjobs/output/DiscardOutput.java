package dev.flinkjobs.output;

import dev.flinkjobs.options.Problems;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Results are made and thrown away: for measuring. */
final class DiscardOutput implements Output {

  @Override
  public void check(Problems problems, boolean resuming) {
    // Nothing can be wrong.
  }

  @Override
  public void prepare(boolean resuming) {
    // Nothing is needed.
  }

  @Override
  public <T> Sink<T> sink(ResultFormat<T> format) {
    return new DiscardingSink<>();
  }

  @Override
  public boolean isConsole() {
    return false;
  }
}
