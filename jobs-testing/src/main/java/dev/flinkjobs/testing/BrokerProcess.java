package dev.flinkjobs.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka broker that can be killed, and comes back with the log that it had. */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Path directory;
  private final List<String> jvmOptions;
  private final int port = ChildProcess.freePort();
  private ChildProcess process;
  private int starts;

  private BrokerProcess(Path directory, List<String> jvmOptions)
      throws IOException, InterruptedException {
    this.directory = directory;
    this.jvmOptions = jvmOptions;
    writeConfiguration();
    format();
    process = launch();
  }

  /**
   * Starts it with an empty log, and waits until it answers.
   *
   * @param jvmOptions further ones
   */
  public static BrokerProcess start(Path directory, String... jvmOptions)
      throws IOException, InterruptedException {
    BrokerProcess broker = new BrokerProcess(directory, List.of(jvmOptions));
    broker.awaitAnswer();
    return broker;
  }

  /** {@code host:port}. */
  public String servers() {
    return "127.0.0.1:" + port;
  }

  private void writeConfiguration() throws IOException {
    int controller = ChildProcess.freePort();
    Files.writeString(
        directory.resolve("server.properties"),
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        auto.create.topics.enable=false
        group.initial.rebalance.delay.ms=0
        offsets.topic.num.partitions=4
        offsets.topic.replication.factor=1
        transaction.state.log.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        log.retention.ms=-1
        """
            .formatted(port, controller, directory.resolve("data")));
    Files.writeString(
        directory.resolve("log4j2.properties"),
        """
        rootLogger.level = WARN
        rootLogger.appenderRef.console.ref = Console
        appender.console.name = Console
        appender.console.type = CONSOLE
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c - %m%n
        """);
  }

  private void format() throws IOException, InterruptedException {
    ChildProcess format =
        java(
            "format.log",
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            "flinkjobsflinkjobsflinA",
            "--config",
            directory.resolve("server.properties").toString());
    if (format.await() != 0) {
      throw new IOException("the broker's log cannot be formatted:\n" + format.said());
    }
  }

  private ChildProcess launch() throws IOException {
    starts++;
    return java(
        "broker-" + starts + ".log",
        "kafka.Kafka",
        directory.resolve("server.properties").toString());
  }

  private ChildProcess java(String log, String mainClass, String... args) throws IOException {
    List<String> options = new ArrayList<>();
    options.add("-Xmx384m");
    options.add("-Dlog4j2.configurationFile=" + directory.resolve("log4j2.properties").toUri());
    options.addAll(jvmOptions);
    return ChildProcess.start(
        ChildProcess.java(System.getProperty("java.class.path"), options, mainClass, List.of(args))
            .directory(directory.toFile()),
        directory.resolve(log));
  }

  private void awaitAnswer() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      await("the broker")
          .atMost(TIMEOUT)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                if (!process.isAlive()) {
                  throw new AssertionError("the broker has ended:\n" + process.said());
                }
                try {
                  return !admin.describeCluster().nodes().get().isEmpty();
                } catch (ExecutionException notYet) {
                  return false;
                }
              });
    }
  }

  /** What {@code kill -9} does, and a start on what it left. Does not wait for that. */
  public void replace() throws IOException, InterruptedException {
    process.kill();
    process = launch();
  }

  @Override
  public void close() {
    process.close();
  }
}
