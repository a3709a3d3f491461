package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.testing.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Who is measured, each in a process of its own. */
enum Contender {
  OURS {
    @Override
    List<String> command(BenchmarkOptions options, Places places) {
      return List.of(
          ChildProcess.java(),
          "@" + options.jvmOptions(),
          "-Xmx" + HEAP,
          "-cp",
          System.getProperty("java.class.path"),
          AdvertisingJob.class.getName(),
          "--input",
          "kafka://" + places.servers() + "/" + places.events(),
          "--output",
          "kafka://" + places.servers() + "/" + places.results(),
          "--campaigns",
          places.campaigns().toString(),
          "--window",
          BenchmarkOptions.WINDOW.toSeconds() + "s",
          "--max-delay",
          BenchmarkOptions.MAX_DELAY.toSeconds() + "s",
          "-p",
          String.valueOf(PARALLELISM));
    }
  },
  SPARK {
    @Override
    List<String> command(BenchmarkOptions options, Places places) {
      return List.of(
          options.python().toString(),
          options.sparkScript().toString(),
          places.servers(),
          places.events(),
          places.results(),
          places.campaigns().toString(),
          places.directory().resolve("checkpoints").toString(),
          BenchmarkOptions.WINDOW.toSeconds() + " seconds",
          BenchmarkOptions.MAX_DELAY.toSeconds() + " seconds",
          String.valueOf(PARALLELISM),
          HEAP,
          options.sparkJars().toString());
    }
  };

  /** Also the number of partitions that are read. */
  static final int PARALLELISM = 2;

  private static final String HEAP = "4g";

  /**
   * Where one trial takes place.
   *
   * @param servers the broker
   * @param events the topic to read
   * @param results the topic to write to
   * @param campaigns the file of {@link Campaigns}
   * @param directory for whatever else there is to write
   */
  record Places(String servers, String events, String results, Path campaigns, Path directory) {}

  /** What starts it. It goes on until it is killed. */
  abstract List<String> command(BenchmarkOptions options, Places places);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
