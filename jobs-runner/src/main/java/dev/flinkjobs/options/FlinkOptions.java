package dev.flinkjobs.options;

import static dev.flinkjobs.options.OnResume.FREE;
import static dev.flinkjobs.options.OptionGroup.RUN;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that runs jobs of Flink. */
public abstract class FlinkOptions extends CommandOptions {

  @Option(
      names = {"-p", "--parallelism"},
      converter = PositiveIntConverter.class)
  @OptionDoc(onResume = FREE, type = "number", unit = "subtasks", example = "4", group = RUN)
  private @Nullable Integer parallelism;

  @Option(names = "-D")
  @OptionDoc(
      onResume = FREE,
      type = "key=value",
      example = "execution.checkpointing.interval=1min",
      group = RUN)
  private Map<String, String> flinkConfig = new LinkedHashMap<>();

  /** The number of subtasks of each operator, at least 1; empty: the runner decides. */
  public OptionalInt parallelism() {
    return parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism);
  }

  /** Flink's own configuration, in the order given; the last of equal keys counts. */
  public Map<String, String> flinkConfig() {
    return Collections.unmodifiableMap(flinkConfig);
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (parallelism != null && flinkConfig.containsKey("parallelism.default")) {
      problems.add("-Dparallelism.default and --parallelism set the same; give only --parallelism");
    }
  }
}
