package dev.flinkjobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real server. */
class SocketConnectionTest {
  private ServerSocket server;
  private int port;
  private final Received received = new Received();
  private SocketConnection<String> connection = connection(0, CsvDialect.LINES);

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    port = server.getLocalPort();
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    server.close();
  }

  @Test
  void aLineIsThereAsSoonAsItIsSent() throws Exception {
    start(0);
    try (Socket client = server.accept()) {
      send(client, "a\n");
      received.awaitRows("a");
      send(client, "b\n\nc\nd");
      received.awaitRows("a", "b", "", "c");
    }
  }

  @Test
  void withoutReconnectingTheEndOfTheConnectionIsTheEndOfTheInput() throws Exception {
    start(0);
    try (Socket client = server.accept()) {
      send(client, "a\nthe last");
    }
    assertThat(received.end()).isNull();
    assertThat(received.rows).containsExactly("a", "the last");
  }

  @Test
  void aServerThatGoesAndComesBackIsReadOn() throws Exception {
    start(10);
    try (Socket client = server.accept()) {
      send(client, "a\n");
      received.awaitRows("a");
    }
    server.close();
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    try (Socket client = server.accept()) {
      send(client, "b\n");
      received.awaitRows("a", "b");
    }
  }

  @Test
  void rejectedLinesSayWhichConnectionTheyCameBy() throws Exception {
    start(10);
    for (int i = 0; i < 2; i++) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write(new byte[] {'a', '\n', (byte) 0xFF, '\n'});
      }
    }
    await().until(() -> received.rejected.size() == 2);
    assertThat(received.rejected)
        .extracting(Rejected::source)
        .containsExactly("socket://127.0.0.1:" + port, "socket://127.0.0.1:" + port + "#2");
    assertThat(received.rejected).extracting(Rejected::id).doesNotHaveDuplicates();
  }

  @Test
  void aServerThatIsNotThereAtTheStartIsAnErrorAtOnce() throws Exception {
    server.close();
    start(10);
    assertThat(received.end())
        .hasMessageMatching(
            "socket://127[.]0[.]0[.]1:"
                + port
                + ": nothing listens there [(]Connection refused.*[)]; start the server first, e.g."
                + " nc -lk "
                + port);
  }

  @Test
  void aServerThatStaysAwayIsAnErrorAfterSomeAttempts() throws Exception {
    start(2);
    try (Socket client = server.accept()) {
      send(client, "a\n");
      server.close();
    }
    assertThat(received.end())
        .hasMessageStartingWith(
            "socket://127.0.0.1:"
                + port
                + ": the connection ended, and could not be made again in 2 attempts over 0.3 s:"
                + " nothing listens there")
        .hasMessageEndingWith("a server that sends once and ends is read with ?reconnect=0");
    assertThat(received.rows).containsExactly("a");
  }

  @Test
  void ofAConnectionThatBreaksTheLastRowIsKeptAndTheJobHearsOfIt() throws Exception {
    start(0);
    try (Socket client = server.accept()) {
      send(client, "a\n");
      received.awaitRows("a");
      send(client, "b\ncut o");
      received.awaitRows("a", "b");
      client.setSoLinger(true, 0); // Closed by a reset.
    }
    assertThat(received.end()).hasMessageContaining(": the connection broke (");
    assertThat(received.rows).containsExactly("a", "b", "cut o");
  }

  @Test
  void eachConnectionHasAHeaderWhereRowsHaveOne() throws Exception {
    start(10, CsvDialect.withHeader(','));
    try (Socket client = server.accept()) {
      send(client, "x,line\n1,a\n");
    }
    try (Socket client = server.accept()) {
      send(client, "line,x\nb,2\n");
    }
    received.awaitRows("a", "b");
    try (Socket client = server.accept()) {
      send(client, "x,y\n1,a\n");
    }
    assertThat(received.end())
        .hasMessage("socket://127.0.0.1:" + port + " has no column 'line'; it has: 'x', 'y'");
  }

  @Test
  void aConnectionWithoutAByteIsNoRows() throws Exception {
    start(0, CsvDialect.withHeader(','));
    server.accept().close();
    assertThat(received.end()).isNull();
    assertThat(received.rows).isEmpty();
  }

  @Test
  void closingEndsTheWaitForTheServer() throws Exception {
    start(10);
    try (Socket client = server.accept()) {
      send(client, "a\n");
      received.awaitRows("a");
      connection.close();
      assertThat(received.end()).isNull();
    }
  }

  @Test
  void aRestoredReaderWaitsForTheServerToComeBack() throws Exception {
    server.close();
    start(10, CsvDialect.LINES, 1);
    server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    try (Socket client = server.accept()) {
      send(client, "a\n");
      received.awaitRows("a");
    }
    assertThat(connection.connections()).isEqualTo(2);
  }

  private void start(int reconnects) {
    start(reconnects, CsvDialect.LINES);
  }

  private void start(int reconnects, CsvDialect dialect) {
    start(reconnects, dialect, 0);
  }

  private void start(int reconnects, CsvDialect dialect, int connectionsBefore) {
    connection = connection(reconnects, dialect);
    connection.start(connectionsBefore, received);
  }

  private SocketConnection<String> connection(int reconnects, CsvDialect dialect) {
    return new SocketConnection<>(
        new SocketAddress("127.0.0.1", port, reconnects), dialect, new LineDecoder(), null);
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What came so far. */
  private static final class Received implements SocketConnection.Listener<String> {
    final List<String> rows = new CopyOnWriteArrayList<>();
    final List<Rejected> rejected = new CopyOnWriteArrayList<>();
    private final CompletableFuture<@Nullable Exception> end = new CompletableFuture<>();

    @Override
    public boolean received(RowBatch<String> batch) {
      rows.addAll(batch.rows());
      rejected.addAll(batch.rejected());
      return true;
    }

    @Override
    public void ended(@Nullable Exception how) {
      end.complete(how);
    }

    void awaitRows(String... expected) {
      await().untilAsserted(() -> assertThat(rows).containsExactly(expected));
    }

    @Nullable Exception end() throws Exception {
      return end.get(20, TimeUnit.SECONDS);
    }
  }
}
