package dev.flinkjobs.input;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.source.SocketAddress;
import dev.flinkjobs.source.SocketSource;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.Timed;
import java.util.List;

/** What a server sends to those that connect to it. */
record SocketInput(SocketAddress address, CsvDialect dialect) implements Input {

  /**
   * Nothing: a connection to look whether somebody listens would be the only one that {@code nc -l}
   * takes, and a cluster may reach what this process does not.
   */
  @Override
  public void check(List<String> columns, Problems problems) {}

  @Override
  public String meaning() {
    return address
        + (dialect.hasHeader() ? "" : ", columns " + String.join(",", dialect.columns()))
        + dialect.meaning();
  }

  @Override
  public boolean isBounded() {
    return address.reconnects() == 0;
  }

  @Override
  public boolean isReplayable() {
    return false;
  }

  @Override
  public boolean isFixed() {
    return false;
  }

  @Override
  public <T> InputSource<T> source(RowDecoder<T> decoder, int parallelism) {
    return new InputSource<>(new SocketSource<>(address, dialect, decoder, null), 1);
  }

  @Override
  public <T extends Timed> InputSource<T> source(
      RowDecoder<T> decoder, EventTime time, int parallelism) {
    return new InputSource<>(new SocketSource<>(address, dialect, decoder, time), 1);
  }
}
