package dev.flinkjobs.source;

import java.io.Serializable;
import java.net.InetSocketAddress;

/**
 * Where to connect to, and how often to try to do so again: {@code
 * socket://localhost:9000?reconnect=10}.
 *
 * @param host a name, or an address; one of IPv6 in brackets
 * @param reconnects how many attempts in a row may fail after a connection has ended; 0: the end of
 *     the connection is the end of the input
 */
public record SocketAddress(String host, int port, int reconnects) implements Serializable {
  public static final String SCHEME = "socket://";

  /** Looked up anew each time, since a server may come back at another address. */
  InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return SCHEME + host + ":" + port;
  }
}
