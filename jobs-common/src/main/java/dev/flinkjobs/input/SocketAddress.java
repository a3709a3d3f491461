package dev.flinkjobs.input;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Settings;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to connect to, and how often to try to do so again: {@code
 * socket://localhost:9000?reconnect=10}.
 *
 * @param host a name, or an address; one of IPv6 in brackets
 * @param reconnects how many attempts in a row may fail after a connection has ended; 0: the end of
 *     the connection is the end of the input
 */
record SocketAddress(String host, int port, int reconnects) implements Serializable {
  static final String SCHEME = "socket://";

  private static final int DEFAULT_RECONNECTS = 10;
  private static final int MAX_RECONNECTS = 1_000_000;
  private static final int MAX_PORT = 65_535;
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:/@\\[\\]\\s]+):([0-9]{1,5})");

  static SocketAddress parse(String option, String text, Settings settings, Problems problems) {
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
          option
              + " "
              + text
              + ": a socket has a host and a port from 1 to 65535, e.g. socket://localhost:9000");
    }
    return new SocketAddress("localhost", 1, reconnects);
  }

  /** Looked up anew each time, since a server may come back at another address. */
  InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return SCHEME + host + ":" + port;
  }
}
