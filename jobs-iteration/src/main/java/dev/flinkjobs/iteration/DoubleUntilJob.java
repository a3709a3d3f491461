package dev.flinkjobs.iteration;

import dev.flinkjobs.run.IterationDriver;

/**
 * How often must values be doubled until all of them are large enough? It grew from {@link
 * DoubleUntilExercise}.
 */
public final class DoubleUntilJob {
  private DoubleUntilJob() {}

  public static void main(String[] args) {
    IterationDriver.run(args, DoubleUntilOptions::new, DoubleUntil::new);
  }
}
