package dev.flinkjobs.options;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A job with one option of each shape that jobs use. */
public final class ExampleOptions extends JobOptions {

  enum Emit {
    EVERY,
    AT_END
  }

  @Option(names = "--group-by")
  @OptionDoc(type = "columns", example = "type,currency")
  ColumnNames groupBy = new ColumnNames(List.of("type"));

  @Option(names = "--emit")
  @OptionDoc(example = "at-end")
  Emit emit = Emit.EVERY;

  @Option(names = "--gap")
  @OptionDoc(type = "duration", example = "5m")
  Duration gap = Duration.ofMinutes(1);

  @Option(names = "--rows")
  @OptionDoc(type = "number", unit = "rows", example = "1000")
  long rows = 10;

  @Option(names = "--rate")
  @OptionDoc(type = "rate", min = 0, max = 1, example = "0.02")
  double rate;

  @Option(names = "--password-file")
  @OptionDoc(type = "file", example = "password.txt")
  @Nullable String passwordFile;

  @Override
  public String name() {
    return "example";
  }

  @Override
  public String exercise() {
    return "E0";
  }

  @Override
  public Class<?> mainClass() {
    return ExampleOptions.class;
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (rows == 13) {
      problems.add("--rows 13: brings bad luck; give another number");
    }
  }

  @Override
  public String sample() {
    return "example.csv";
  }
}
