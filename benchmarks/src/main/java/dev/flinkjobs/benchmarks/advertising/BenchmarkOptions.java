package dev.flinkjobs.benchmarks.advertising;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code benchmarks/advertising} was asked for, and where it has put things. */
final class BenchmarkOptions {
  static final Duration WINDOW = Duration.ofSeconds(10);
  static final Duration MAX_DELAY = Duration.ofSeconds(1);

  /** One for warming up, and three thirds. */
  private static final int MIN_WINDOWS = 4;

  @Option(names = "--rates", split = ",")
  private List<Integer> rates = List.of(50_000, 100_000, 170_000);

  @Option(names = "--only")
  private boolean only;

  @Option(names = "--seconds")
  private int seconds = 60;

  @Option(names = "--contenders", split = ",")
  private List<Contender> contenders = List.of(Contender.values());

  @Option(names = "--work", required = true)
  private Path work = Path.of("");

  @Option(names = "--session", required = true)
  private Path session = Path.of("");

  @Option(names = "--out", required = true)
  private Path out = Path.of("");

  @Option(names = "--jvm-options", required = true)
  private Path jvmOptions = Path.of("");

  @Option(names = "--python")
  private Path python = Path.of("python3");

  @Option(names = "--spark-script")
  private Path sparkScript = Path.of("");

  @Option(names = "--spark-jars")
  private Path sparkJars = Path.of("");

  /** What is wrong with the values. */
  Optional<String> mistake() {
    long shortest = WINDOW.toSeconds() * MIN_WINDOWS;
    if (rates.stream().anyMatch(rate -> rate < 1)) {
      return Optional.of("--rates takes whole numbers above 0, not " + rates);
    }
    return seconds < shortest || seconds % WINDOW.toSeconds() != 0
        ? Optional.of(
            "--seconds takes a multiple of "
                + WINDOW.toSeconds()
                + " from "
                + shortest
                + " on, not "
                + seconds)
        : Optional.empty();
  }

  /** Events in a second, in the order given. */
  List<Integer> rates() {
    return rates;
  }

  /** Whether there are no rates after those given. */
  boolean only() {
    return only;
  }

  int windows() {
    return seconds / (int) WINDOW.toSeconds();
  }

  List<Contender> contenders() {
    return contenders;
  }

  /** Absolute, as all paths here. */
  Path work() {
    return work.toAbsolutePath();
  }

  /** Markdown: what the figures depend on. */
  Path session() {
    return session.toAbsolutePath();
  }

  Path out() {
    return out.toAbsolutePath();
  }

  /** What JVMs need to run Flink. */
  Path jvmOptions() {
    return jvmOptions.toAbsolutePath();
  }

  Path python() {
    return python.toAbsolutePath();
  }

  Path sparkScript() {
    return sparkScript.toAbsolutePath();
  }

  /** A directory of jars: Spark's connector of Kafka. */
  Path sparkJars() {
    return sparkJars.toAbsolutePath();
  }
}
