package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** Command lines of {@link ExampleOptions}. */
public final class Parsed {

  private Parsed() {}

  /** The options of a command line without faults. */
  public static ExampleOptions options(String... args) {
    ExampleOptions options = new ExampleOptions();
    StringBuilder out = new StringBuilder();
    if (!CommandLineParser.parse(options, args, out)) {
      throw new AssertionError("not parsed, but shown: " + out);
    }
    return options;
  }

  /** The faults of a command line. */
  static List<String> faults(String... args) {
    return catchThrowableOfType(UsageException.class, () -> options(args)).messages();
  }
}
