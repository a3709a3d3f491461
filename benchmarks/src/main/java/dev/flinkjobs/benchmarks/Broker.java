package dev.flinkjobs.benchmarks;

import dev.flinkjobs.soak.Topics;
import dev.flinkjobs.testing.BrokerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.util.FileUtils;

/** A broker for contenders, in a process of its own, so that its CPU is not theirs. */
public final class Broker {
  private Broker() {}

  /**
   * Makes topics, prints {@code host:port}, and goes on until its standard input ends, which it
   * does with the script that started this, however that ends. What was in the topics is deleted.
   *
   * @param args the directory to work in; the topics, each {@code NAME:PARTITIONS}
   */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]).toAbsolutePath();
    FileUtils.deleteDirectory(directory.toFile());
    try (BrokerProcess broker = start(directory);
        Topics topics = new Topics(broker.servers())) {
      for (int i = 1; i < args.length; i++) {
        int colon = args[i].indexOf(':');
        topics.create(
            List.of(args[i].substring(0, colon)), Integer.parseInt(args[i].substring(colon + 1)));
      }
      System.out.println(broker.servers());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    FileUtils.deleteDirectory(directory.resolve("data").toFile());
  }

  /** Starts one with an empty log, and compiled thoroughly, since it is not for a test. */
  public static BrokerProcess start(Path directory) throws IOException, InterruptedException {
    // However this process ends, nothing that it started goes on.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    return BrokerProcess.start(Files.createDirectories(directory), "-XX:TieredStopAtLevel=4");
  }
}
