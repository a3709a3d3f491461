package dev.flinkjobs.run;

import dev.flinkjobs.cluster.ClosedContext;
import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.ExerciseOptions;
import dev.flinkjobs.options.FlinkKeys;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.UsageException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/**
 * Runs a program of plain Flink, which knows nothing of this suite: what it takes for a local
 * environment is the closed cluster of this process.
 */
public final class ExerciseRunner {
  private ExerciseRunner() {}

  /**
   * Runs the program of an exercise to its end.
   *
   * @param options not yet filled
   * @throws UsageException for what is found before the first job starts
   * @throws JobFailedException if the program fails
   */
  public static void run(String[] args, ExerciseOptions options) {
    Problems problems = new Problems();
    if (CommandLineParser.parse(options, args, System.out, problems)) {
      Configuration config = JobConfiguration.fromCommandLine(options, problems);
      JobConfiguration.checkParallelism(config, problems);
      JobConfiguration.checkClosed(options.flinkConfig().keySet(), problems);
      FlinkKeys.unknown(options.flinkConfig().keySet()).forEach(System.err::println);
      String file = options.file().orElseGet(() -> sample(options.sample(), problems));
      Place.initializeFileSystems(config);
      if (file.contains("://")) {
        Inputs.parse("FILE", List.of(file), CsvDialect.LINES, null, problems);
      }
      problems.throwIfAny();
      run(options, file, config);
    }
    System.out.flush();
  }

  private static String sample(String name, Problems problems) {
    return Samples.find(name)
        .map(String::valueOf)
        .orElseGet(
            () -> {
              problems.add(
                  "FILE is missing, and the sample data/" + name + " is not here; give a file");
              return "";
            });
  }

  @SuppressWarnings("try") // The context is there while it is open.
  private static void run(ExerciseOptions options, String file, Configuration config) {
    TemporaryDirectory scratch = TemporaryDirectory.create();
    config.addAll(
        JobConfiguration.embeddedDefaults(config, Optional.empty(), false, true, scratch.path()));
    try (EmbeddedCluster cluster =
            EmbeddedCluster.start(
                config, config.get(CoreOptions.DEFAULT_PARALLELISM), OptionalInt.empty(), scratch);
        ClosedContext context = cluster.context(config)) {
      options
          .mainClass()
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {file});
    } catch (InvocationTargetException thrown) {
      Throwable cause = thrown.getTargetException();
      if (cause instanceof IllegalArgumentException mistake) {
        // Of the source, before a job was there to fail.
        throw new UsageException(List.of(String.valueOf(mistake.getMessage())));
      }
      throw new JobFailedException(ExitCode.FAILED, message(options, file, cause), cause);
    } catch (Exception failed) {
      throw Failure.exception("", failed);
    }
  }

  private static String message(ExerciseOptions options, String file, Throwable cause) {
    return Failure.known(cause)
        .orElseGet(
            () ->
                file
                    + ": the program failed, as plain Flink does at the first row that it cannot read;"
                    + " ./jobs "
                    + options.job()
                    + " rejects such a row and goes on\ncause: "
                    + Failure.text(cause).replaceAll("\\s+", " "));
  }
}
