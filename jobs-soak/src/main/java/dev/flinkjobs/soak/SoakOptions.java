package dev.flinkjobs.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@link Soak}. */
@Command(
    name = ".ci/soak",
    description = "Runs jobs on real processes, kills these, and compares what was committed.",
    sortOptions = false)
final class SoakOptions {

  @Option(
      names = "--seed",
      paramLabel = "<number>",
      description = "decides records and kills (default: ${DEFAULT-VALUE})")
  private long seed = 7;

  @Option(
      names = "--records",
      paramLabel = "<count>",
      description = "of all jobs together (default: ${DEFAULT-VALUE})")
  private long records = 1_000_000;

  @Option(
      names = "--kills",
      paramLabel = "<count>",
      description = "how many; for each ten a job is rescaled too (default: ${DEFAULT-VALUE})")
  private int kills = 11;

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "<kind>",
      description = "what is killed (default: ${DEFAULT-VALUE})")
  private List<Kill> kinds = new ArrayList<>(Arrays.asList(Kill.values()));

  @Option(
      names = "--jobs",
      split = ",",
      paramLabel = "<job>",
      description = "what runs (default: ${DEFAULT-VALUE})")
  private List<String> jobs =
      new ArrayList<>(List.of("transaction-totals", "window-averages", "parcel-routing"));

  @Option(
      names = "--work",
      paramLabel = "<directory>",
      description = "for logs and data; kept where something is wrong (default: ${DEFAULT-VALUE})")
  private Path work = Path.of("target", "soak");

  @Option(names = "--flink-lib", required = true, hidden = true, paramLabel = "<directory>")
  @SuppressWarnings("NullAway.Init") // By picocli.
  private Path flinkLib;

  @Option(names = "--job-jars", required = true, hidden = true, paramLabel = "<directory>")
  @SuppressWarnings("NullAway.Init") // By picocli.
  private Path jobJars;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "shows this")
  @SuppressWarnings("UnusedVariable") // By picocli.
  private boolean help;

  /** What is wrong with the values, if anything is. */
  Optional<String> mistake() {
    List<String> known = allWorkloads().stream().map(Workload::job).toList();
    Optional<String> unknown = jobs.stream().filter(job -> !known.contains(job)).findFirst();
    if (unknown.isPresent()) {
      return Optional.of(
          "--jobs: '" + unknown.get() + "' is not allowed; allowed: " + String.join(", ", known));
    }
    if (kills < 1 || records < 1) {
      return Optional.of("--records and --kills have to be 1 or more");
    }
    return Optional.empty();
  }

  long seed() {
    return seed;
  }

  long records() {
    return records;
  }

  int kills() {
    return kills;
  }

  List<Kill> kinds() {
    return kinds;
  }

  Path work() {
    return work.toAbsolutePath().normalize();
  }

  Path flinkLib() {
    return flinkLib.toAbsolutePath().normalize();
  }

  Path jobJars() {
    return jobJars.toAbsolutePath().normalize();
  }

  /** Those that were asked for, in the order of the exercises. */
  List<Workload> workloads() {
    return allWorkloads().stream().filter(workload -> jobs.contains(workload.job())).toList();
  }

  private List<Workload> allWorkloads() {
    Chance chance = new Chance(seed);
    return List.of(
        new TotalsWorkload(chance), new WindowsWorkload(chance), new RoutesWorkload(chance));
  }

  /** The command that does the same again. */
  String command() {
    return String.format(
        Locale.ROOT,
        ".ci/soak --seed %d --records %d --kills %d --kinds %s --jobs %s",
        seed,
        records,
        kills,
        kinds.stream().map(Kill::toString).collect(Collectors.joining(",")),
        String.join(",", jobs));
  }
}
