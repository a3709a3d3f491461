package dev.flinkjobs.soak;

import dev.flinkjobs.testing.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a JobManager leaves word with for the one that comes after it: Flink's own ZooKeeper. */
final class ZooKeeperProcess implements AutoCloseable {

  /** In milliseconds; sessions last at least two ticks, and a new leader waits for them to end. */
  private static final int TICK = 500;

  private final Path lib;
  private final Path directory;
  private final int port = ChildProcess.freePort();
  private ChildProcess process;
  private int starts;

  private ZooKeeperProcess(Path lib, Path directory) throws IOException {
    this.lib = lib;
    this.directory = directory;
    this.process = launch();
  }

  /**
   * Does not wait until it listens, since its clients do.
   *
   * @param lib the jars of Flink
   */
  static ZooKeeperProcess start(Path lib, Path directory) throws IOException {
    return new ZooKeeperProcess(lib, directory);
  }

  /** {@code host:port}. */
  String quorum() {
    return "127.0.0.1:" + port;
  }

  private ChildProcess launch() throws IOException {
    starts++;
    Path data = Files.createDirectories(directory.resolve("data-" + starts));
    Path config =
        Files.writeString(
            directory.resolve("zoo.cfg"),
            """
            tickTime=%d
            dataDir=%s
            clientPort=%d
            clientPortAddress=127.0.0.1
            admin.enableServer=false
            """
                .formatted(TICK, data, port));
    return ChildProcess.start(
        ChildProcess.java(
            lib + File.separator + "*",
            List.of("-Xmx128m"),
            "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
            List.of("--zkConfigFile", config.toString(), "--peerId", "1")),
        directory.resolve("zookeeper-" + starts + ".log"));
  }

  /** Kills it with all that it knew, and starts one that knows nothing. */
  void replace() throws IOException, InterruptedException {
    process.kill();
    process = launch();
  }

  @Override
  public void close() {
    process.close();
  }
}
