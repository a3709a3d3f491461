package dev.flinkjobs.connectors.jdbc;

import org.apache.flink.api.connector.sink2.SinkWriter;

/** What comes with a result, of which tables keep nothing. */
record WriterContext() implements SinkWriter.Context {
  @Override
  public long currentWatermark() {
    return 0;
  }

  @Override
  public Long timestamp() {
    return 0L;
  }
}
