package dev.flinkjobs.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Proof by killing: jobs read from Kafka and write to where they should, while process after
 * process is killed; then what they committed is compared with what had to come.
 */
public final class Soak {
  private Soak() {}

  /** Ends the process: 0 where all is exact, 1 where it is not, 2 for a mistake in the options. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SoakOptions options = new SoakOptions();
    try {
      CommandLine parser = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
      if (CommandLine.printHelpIfRequested(parser.parseArgs(args))) {
        return;
      }
      Optional<String> mistake = options.mistake();
      if (mistake.isPresent()) {
        throw new CommandLine.ParameterException(parser, mistake.get());
      }
    } catch (CommandLine.ParameterException mistake) {
      System.err.println(".ci/soak: " + mistake.getMessage());
      System.exit(2);
    }
    System.exit(run(options, out) ? 0 : 1);
  }

  private static boolean run(SoakOptions options, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "soak: seed %d, %,d records, %d kills%n",
        options.seed(),
        options.records(),
        options.kills());
    Path work = options.work().resolve("seed-" + options.seed());
    try {
      delete(work);
      Files.createDirectories(work);
      if (isExact(new SoakRun(options, work, out).run(), out)) {
        delete(work);
        return true;
      }
    } catch (Exception | AssertionError failed) {
      failed.printStackTrace(out);
    }
    out.println("NOT EXACT; logs and data are in " + work + "; again by");
    out.println("  " + options.command());
    return false;
  }

  /** Says that all is exact, or what is not. */
  static boolean isExact(Findings findings, PrintStream out) {
    if (findings.isClean()) {
      out.println("exact");
    } else {
      findings.told().forEach(out::println);
    }
    return findings.isClean();
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
