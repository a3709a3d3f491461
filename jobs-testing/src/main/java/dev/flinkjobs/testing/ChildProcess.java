package dev.flinkjobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that this one started, and a file with all that it says. */
public final class ChildProcess implements AutoCloseable {
  private static final long SIGNAL_SECONDS = 10;

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @param log takes its output and its errors
   */
  public static ChildProcess start(ProcessBuilder builder, Path log) throws IOException {
    return new ChildProcess(
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  /** A JVM as this one is, which need not be fast in the long run. */
  public static ProcessBuilder java(
      String classPath, List<String> jvmOptions, String mainClass, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  /** The JVM that runs this one, as a command. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A port that nobody listens at now. */
  public static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** All that it has said. */
  public String said() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** Waits for its end, and gives its exit code. */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /** What {@code kill -9} does. Waits for its end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stands still from here on, as on a machine that swaps or in a virtual one that is moved. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Goes on, and does not know that time has passed. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Makes a JVM say what its threads are at. */
  public void dumpThreads() throws IOException, InterruptedException {
    signal("QUIT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
    if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("kill -" + name + " " + process.pid() + " failed");
    }
  }

  /** Kills it, if it is still there. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
