package dev.flinkjobs.output;

import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;

/** Results as lines on the console. */
record ConsoleOutput(Console console, long first, String advice) implements Output {

  @Override
  public String kind() {
    return "print";
  }

  @Override
  public <T> Sink<T> sink(ResultFormat<T> format) {
    return new ConsoleSink<>(console, format, first, advice);
  }

  @Override
  public Output splitByRoute(List<String> routes) {
    return this;
  }

  @Override
  public boolean isConsole() {
    return true;
  }
}
