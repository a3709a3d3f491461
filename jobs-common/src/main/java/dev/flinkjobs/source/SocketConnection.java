package dev.flinkjobs.source;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.CsvReader;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads what a server sends. Each connection is read as a file is: with a header, if
 * the dialect has one, and a last row that needs no line end, also where the connection broke.
 */
final class SocketConnection<T> {
  private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

  /** Who is told what was read. */
  interface Listener<T> {
    /** Waits while there is enough already. Says whether to go on. */
    boolean received(RowBatch<T> batch) throws InterruptedException;

    /**
     * Nothing more will come.
     *
     * @param how null if the input ended as it should
     */
    void ended(@Nullable Exception how);
  }

  private final SocketAddress address;
  private final CsvDialect dialect;
  private final RowDecoder<T> decoder;
  private final @Nullable EventTime time;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int connections;
  private volatile @Nullable Socket open;

  SocketConnection(
      SocketAddress address, CsvDialect dialect, RowDecoder<T> decoder, @Nullable EventTime time) {
    this.address = address;
    this.dialect = dialect;
    this.decoder = decoder;
    this.time = time;
  }

  /**
   * @param before how many connections there were, if the job was restored
   */
  void start(int before, Listener<T> listener) {
    connections = before;
    Thread thread = new Thread(() -> listener.ended(read(listener)), address.toString());
    thread.setDaemon(true);
    thread.start();
  }

  /** How many connections there were; any thread may ask. */
  int connections() {
    return connections;
  }

  /** Ends what the thread waits for. It goes without being waited for. */
  void close() {
    closed.countDown();
    IOUtils.closeQuietly(open);
  }

  /** Why the input cannot be read to its end; null if it was, or nobody wants more. */
  private @Nullable Exception read(Listener<T> listener) {
    try {
      IOException lost = read(connections == 0 ? connectFirst() : reconnect(), listener);
      while (address.reconnects() > 0 && !isClosed()) {
        LOG.warn("{}: {}; connecting again", address, lost == null ? "closed" : reason(lost));
        lost = read(reconnect(), listener);
      }
      return lost == null || isClosed() ? null : new IOException(address + ": " + reason(lost));
    } catch (CsvFileException unreadable) {
      return new IOException(address + " " + unreadable.getMessage());
    } catch (InterruptedException closing) {
      return null;
    } catch (IOException | RuntimeException failed) {
      return isClosed() ? null : failed;
    }
  }

  /**
   * A server that is not there at the start may be one that was mistyped, so it is not waited for.
   */
  private Socket connectFirst() throws IOException {
    try {
      return connect();
    } catch (IOException failed) {
      throw new IOException(
          Message.of(
              "%s: %s; start the server first, e.g. nc -lk %d",
              address, reason(failed), address.port()));
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setKeepAlive(true);
      socket.connect(address.resolve(), Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private Socket reconnect() throws IOException, InterruptedException {
    Duration delay = FIRST_DELAY;
    Duration waited = Duration.ZERO;
    IOException last = new IOException("closed");
    for (int attempt = 1; attempt <= address.reconnects(); attempt++) {
      if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedException();
      }
      try {
        return connect();
      } catch (IOException failed) {
        last = failed;
        waited = waited.plus(delay);
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
      }
    }
    throw new IOException(
        Message.of(
            "%s: the connection ended, and could not be made again in %,d attempts over %.1f s: %s;"
                + " a server that sends once and ends is read with ?reconnect=0",
            address, address.reconnects(), waited.toMillis() / 1000.0, reason(last)));
  }

  /** Reads to the end, and gives what broke the connection, or null if the server closed it. */
  private @Nullable IOException read(Socket socket, Listener<T> listener)
      throws IOException, InterruptedException {
    open = socket;
    try (socket) {
      if (isClosed()) {
        return null;
      }
      UntilLost untilLost = new UntilLost(socket.getInputStream());
      InputStream input = new BufferedInputStream(untilLost);
      int number = connections + 1;
      connections = number;
      String name = number == 1 ? address.toString() : address + "#" + number;
      if (hasMore(input)) {
        CsvReader<T> rows = CsvReader.fromStart(name, input, dialect, decoder, time);
        RowBatch<T> batch = rows.readBatch();
        while (batch != null && listener.received(batch)) {
          batch = rows.readBatch();
        }
      }
      return untilLost.lost;
    }
  }

  private static boolean hasMore(InputStream input) throws IOException {
    input.mark(1);
    boolean hasMore = input.read() >= 0;
    input.reset();
    return hasMore;
  }

  private static String reason(IOException failed) {
    if (failed instanceof UnknownHostException unknown) {
      return "there is no host " + unknown.getMessage();
    }
    if (failed instanceof SocketTimeoutException) {
      return "no answer within " + CONNECT_TIMEOUT.toSeconds() + " s";
    }
    return failed instanceof ConnectException
        ? "nothing listens there (" + failed.getMessage() + ")"
        : "the connection broke (" + failed.getMessage() + ")";
  }

  /** A connection that broke has ended, so that what came of its last row is not lost unseen. */
  private static final class UntilLost extends FilterInputStream {
    private @Nullable IOException lost;

    UntilLost(InputStream input) {
      super(input);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException broken) {
        lost = broken;
        return -1;
      }
    }

    @Override
    public int available() {
      try {
        return super.available();
      } catch (IOException broken) {
        return 0; // The next read will say so.
      }
    }
  }
}
