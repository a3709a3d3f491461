package dev.flinkjobs.options;

import static dev.flinkjobs.options.OnResume.FREE;
import static dev.flinkjobs.options.OptionGroup.RUN;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.FallbackKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that runs jobs of Flink. */
public abstract class FlinkOptions extends CommandOptions {

  @Option(names = {"-p", "--parallelism"})
  @OptionDoc(
      onResume = FREE,
      type = "number",
      min = 1,
      unit = "subtasks",
      example = "4",
      group = RUN)
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

  /** The key by which {@code -D} gives an option of Flink, a former one too; empty: it does not. */
  protected final Optional<String> keyGiven(ConfigOption<?> option) {
    return Stream.concat(
            Stream.of(option.key()),
            StreamSupport.stream(option.fallbackKeys().spliterator(), false)
                .map(FallbackKey::getKey))
        .filter(flinkConfig::containsKey)
        .findFirst();
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (parallelism != null && keyGiven(CoreOptions.DEFAULT_PARALLELISM).isPresent()) {
      problems.add("-Dparallelism.default and --parallelism set the same; give only --parallelism");
    }
  }
}
