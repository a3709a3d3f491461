package dev.flinkjobs.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A socket that a process of this machine waits for connections at. Known on Linux alone. */
public record Listener(InetSocketAddress address) {
  private static final String LISTENING = "0A";
  private static final int TIMEOUT_MILLIS = 5_000;

  public static Listener onLoopback(int port) {
    return new Listener(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** All those of a process that belongs to the same user. */
  public static List<Listener> of(long pid) throws IOException {
    Path process = Path.of("/proc", String.valueOf(pid));
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        }
      }
    }
    List<Listener> listeners = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path sockets = process.resolve("net").resolve(table);
      for (String line : Files.exists(sockets) ? Files.readAllLines(sockets) : List.<String>of()) {
        String[] fields = line.strip().split(" +", -1);
        if (fields[3].equals(LISTENING) && inodes.contains(fields[9])) {
          listeners.add(new Listener(address(fields[1])));
        }
      }
    }
    return listeners;
  }

  public static List<Listener> ofThisProcess() throws IOException {
    return of(ProcessHandle.current().pid());
  }

  /** As {@code 0100007F:1F90}: words of four bytes, each in the order of this machine. */
  private static InetSocketAddress address(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex.substring(0, hex.indexOf(':')));
    ByteBuffer network = ByteBuffer.allocate(bytes.length);
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      network.putInt(words.getInt());
    }
    return new InetSocketAddress(
        InetAddress.getByAddress(network.array()),
        Integer.parseInt(hex.substring(hex.indexOf(':') + 1), 16));
  }

  public boolean isLoopback() {
    return address.getAddress().isLoopbackAddress();
  }

  public boolean speaksHttp() {
    try {
      return answer("GET /overview HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
          .startsWith("HTTP/");
    } catch (IOException refused) {
      return false;
    }
  }

  /** What it says to this, until it ends the connection or is silent for seconds. */
  public String answer(String request) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      byte[] buffer = new byte[1 << 12];
      for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
        answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
    } catch (SocketTimeoutException silent) {
      // What it has said so far is all.
    }
    return answer.toString();
  }
}
