package dev.flinkjobs.options;

import java.io.File;
import java.util.Optional;
import org.apache.flink.configuration.DeploymentOptions;

/**
 * The options of {@code exercise …}: a program of plain Flink, which reads the file behind the
 * name.
 */
public abstract class ExerciseOptions extends FlinkOptions {
  @Override
  protected final boolean takesFile() {
    return true;
  }

  /** The file that was given. */
  public final Optional<String> file() {
    return word();
  }

  /** The command that does the same in production. */
  public final String job() {
    return doc().job();
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    file()
        .filter(file -> !file.contains(":/") && !new File(file).exists())
        .ifPresent(
            file ->
                problems.add(
                    "FILE %s: there is no such file; leave it out to read the sample data/%s",
                    file, sample()));
    if (keyGiven(DeploymentOptions.TARGET).isPresent()) {
      problems.add(
          "-Dexecution.target: an exercise runs in the cluster inside this process; leave it out, or"
              + " submit the program: flink run -c "
              + mainClass().getName()
              + " JAR FILE");
    }
  }
}
