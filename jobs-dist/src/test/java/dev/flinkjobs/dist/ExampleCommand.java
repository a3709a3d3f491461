package dev.flinkjobs.dist;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.run.JobFailedException;
import java.util.List;

/** A command for tests; what it does is told by its arguments. */
final class ExampleCommand extends CommandOptions {
  private final String name;
  private final String exercise;

  ExampleCommand(String name, String exercise) {
    this.name = name;
    this.exercise = exercise;
  }

  /** The arguments of the last run. */
  static List<String> given = List.of();

  public static void main(String[] args) {
    given = List.of(args);
    if (given.contains("mistake")) {
      throw new UsageException(List.of("--input: first mistake", "--output: second mistake"));
    }
    if (given.contains("failure")) {
      throw new JobFailedException(1, "disk full", new IllegalStateException("Flink's own words"));
    }
    if (given.contains("divergence")) {
      throw new JobFailedException(3, "did not converge in 10 rounds", null);
    }
    if (given.contains("bug")) {
      throw new IllegalStateException("a bug");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String exercise() {
    return exercise;
  }

  @Override
  public Class<?> mainClass() {
    return ExampleCommand.class;
  }
}
