package dev.flinkjobs.input;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Settings;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.source.SocketAddress;
import dev.flinkjobs.source.SocketSource;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.Timed;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** {@code socket://HOST:PORT}. */
  static final class Scheme implements InputScheme {
    private static final int DEFAULT_RECONNECTS = 10;
    private static final int MAX_RECONNECTS = 1_000_000;
    private static final int MAX_PORT = 65_535;
    private static final Pattern HOST_AND_PORT =
        Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:/@\\[\\]\\s]+):([0-9]{1,5})");

    @Override
    public String scheme() {
      return "socket";
    }

    @Override
    public String form() {
      return "socket://HOST:PORT";
    }

    @Override
    public Input parse(String option, String text, CsvDialect dialect, Problems problems) {
      List<String> names = List.of("reconnect", "columns", "time-format", "encoding");
      Settings settings = Settings.parse(option, text, SocketAddress.SCHEME, names, problems);
      return new SocketInput(address(settings, problems), settings.dialect(dialect, problems));
    }

    private static SocketAddress address(Settings settings, Problems problems) {
      int reconnects = settings.number("reconnect", DEFAULT_RECONNECTS, MAX_RECONNECTS, problems);
      Matcher place = HOST_AND_PORT.matcher(settings.location());
      if (place.matches()) {
        int port = Integer.parseInt(place.group(2));
        if (port > 0 && port <= MAX_PORT) {
          return new SocketAddress(place.group(1), port, reconnects);
        }
      }
      if (!settings.location().isEmpty()) {
        problems.add(
            "%s %s: a socket has a host and a port from 1 to 65535, e.g. socket://localhost:9000",
            settings.option(), settings.text());
      }
      return new SocketAddress("localhost", 1, reconnects);
    }
  }
}
