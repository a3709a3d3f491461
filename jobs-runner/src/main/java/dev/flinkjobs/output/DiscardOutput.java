package dev.flinkjobs.output;

import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Results are made and thrown away: for measuring. */
record DiscardOutput() implements Output {

  @Override
  public String kind() {
    return "discard";
  }

  @Override
  public <T> Sink<T> sink(ResultFormat<T> format) {
    return new DiscardingSink<>();
  }

  @Override
  public Output splitByRoute(List<String> routes) {
    return this;
  }
}
