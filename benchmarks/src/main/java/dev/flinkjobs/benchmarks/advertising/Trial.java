package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One contender at one rate, from the first of its process to the last. */
final class Trial {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  /** Until the last result is visible: longer than any checkpoint takes. */
  static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(40);

  /** How long the generator may take to start. */
  private static final long START_MILLIS = 2000;

  /** How far before the load the events are that show that a contender is there. */
  private static final long BEFORE_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final Contender contender;
  private final Load load;
  private final BenchmarkOptions options;
  private final Contender.Places places;

  Trial(Contender contender, Load load, BenchmarkOptions options, String servers)
      throws IOException {
    this.contender = contender;
    this.load = load;
    this.options = options;
    String name = contender + "-" + load.perSecond();
    Path directory = Files.createDirectories(options.work().resolve(name));
    this.places =
        new Contender.Places(
            servers,
            "events-" + name,
            "results-" + name,
            Campaigns.write(directory.resolve("campaigns.csv")),
            directory);
  }

  Outcome run() throws IOException, InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", places.servers()))) {
      admin.createTopics(topics()).all().get();
      Process process = start(contender.command(options, places), "contender.log");
      try (ResultTopic results = new ResultTopic(places.servers(), places.results())) {
        awaitFirstResult(process, results);
        return measured(process, results);
      } finally {
        kill(process);
        // Events of a minute are some gigabytes.
        admin.deleteTopics(List.of(places.events(), places.results())).all().get();
      }
    }
  }

  private List<NewTopic> topics() {
    NewTopic events =
        new NewTopic(places.events(), Optional.of(Contender.PARALLELISM), Optional.<Short>empty());
    NewTopic results = new NewTopic(places.results(), Optional.of(1), Optional.<Short>empty());
    return List.of(
        events.configs(Map.of("file.delete.delay.ms", "1000")),
        results.configs(Map.of("message.timestamp.type", "LogAppendTime")));
  }

  private Process start(List<String> command, String log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.redirectOutput(places.directory().resolve(log).toFile()).start();
  }

  /** Of a window of long ago that is over in each partition: from then on the contender reads. */
  private void awaitFirstResult(Process process, ResultTopic results) throws IOException {
    AdEvents events = new AdEvents(0);
    long start = load.startAfter(System.currentTimeMillis() - BEFORE_MILLIS);
    long next = start + load.windowMillis() + load.maxDelay().toMillis();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", places.servers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int partition = 0; partition < Contender.PARALLELISM; partition++) {
        for (long time : List.of(start, next)) {
          var unused =
              producer.send(
                  new ProducerRecord<>(places.events(), partition, null, events.view(time)));
        }
      }
    }
    boolean came = results.await(all -> !all.isEmpty() || !process.isAlive(), START_TIMEOUT);
    if (!came || !process.isAlive()) {
      throw new IOException(
          contender + " gives no result; see " + places.directory().resolve("contender.log"));
    }
  }

  private Outcome measured(Process process, ResultTopic results)
      throws IOException, InterruptedException {
    long start = load.startAfter(System.currentTimeMillis() + START_MILLIS);
    Path sentFile = places.directory().resolve("sent.csv");
    Process generator = start(generatorCommand(start, sentFile), "generator.log");
    Duration before = cpu(process);
    while (generator.isAlive()) {
      results.read();
    }
    if (generator.waitFor() != 0) {
      throw new IOException(
          "the generator failed; see " + places.directory().resolve("generator.log"));
    }
    Sent sent = Sent.read(sentFile);
    results.await(
        all -> results.between(start, load.end(start)).size() >= sent.views().size(),
        DRAIN_TIMEOUT);
    double cpuSeconds = cpu(process).minus(before).toMillis() / 1e3;
    List<Result> counted = results.between(start, load.end(start));
    Optional<String> fault = Verdict.difference(sent.views(), counted);
    if (fault.isPresent()) {
      return new Outcome(contender, load.perSecond(), sent.behindMillis(), null, fault);
    }
    List<Result> warm = results.between(start + load.windowMillis(), load.end(start));
    Outcome.Figures figures =
        new Outcome.Figures(
            Latencies.of(warm, load.windowMillis(), Result::written),
            Latencies.of(warm, load.windowMillis(), Result::visible),
            cpuSeconds * 1e6 / sent.events(),
            Verdict.keepsUp(warm, load.windowMillis()));
    return new Outcome(contender, load.perSecond(), sent.behindMillis(), figures, fault);
  }

  private List<String> generatorCommand(long start, Path sentFile) {
    return List.of(
        ChildProcess.java(),
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        LoadGenerator.class.getName(),
        places.servers(),
        places.events(),
        String.valueOf(Contender.PARALLELISM),
        String.valueOf(load.perSecond()),
        String.valueOf(load.windows()),
        String.valueOf(load.windowMillis()),
        String.valueOf(load.maxDelay().toMillis()),
        String.valueOf(start),
        sentFile.toString());
  }

  /** Of the process and of those that it has started. */
  private static Duration cpu(Process process) {
    return tree(process)
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Stream<ProcessHandle> tree(Process process) {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
  }

  private static void kill(Process process) throws InterruptedException {
    tree(process).toList().forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }
}
