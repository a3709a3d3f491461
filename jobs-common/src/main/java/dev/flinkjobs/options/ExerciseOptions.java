package dev.flinkjobs.options;

import java.io.File;
import java.util.Optional;

/**
 * The options of {@code exercise …}: a program of plain Flink, which reads the file behind the
 * name.
 */
public abstract class ExerciseOptions extends FlinkOptions {
  private final String name;
  private final String exercise;
  private final Class<?> program;
  private final String sample;
  private final String job;

  /**
   * @param name the word behind {@code exercise}
   * @param exercise its code, such as {@code E1}
   * @param program its {@code main} gets the file to read
   * @param sample the file of {@code data/} that is read where none is given
   * @param job the command that does the same in production
   */
  protected ExerciseOptions(
      String name, String exercise, Class<?> program, String sample, String job) {
    this.name = name;
    this.exercise = exercise;
    this.program = program;
    this.sample = sample;
    this.job = job;
  }

  @Override
  public final String name() {
    return "exercise " + name;
  }

  @Override
  public final String exercise() {
    return exercise;
  }

  @Override
  public final Class<?> mainClass() {
    return program;
  }

  @Override
  protected final boolean takesFile() {
    return true;
  }

  /** The file that was given. */
  public final Optional<String> file() {
    return word();
  }

  public final String sample() {
    return sample;
  }

  public final String job() {
    return job;
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    file()
        .filter(file -> !file.contains(":/") && !new File(file).exists())
        .ifPresent(
            file ->
                problems.add(
                    "FILE "
                        + file
                        + ": there is no such file; leave it out to read the sample data/"
                        + sample));
    if (flinkConfig().containsKey("execution.target")) {
      problems.add(
          "-Dexecution.target: an exercise runs in the cluster inside this process; leave it out, or"
              + " submit the program: flink run -c "
              + program.getName()
              + " JAR FILE");
    }
  }
}
