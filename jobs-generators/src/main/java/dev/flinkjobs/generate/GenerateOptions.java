package dev.flinkjobs.generate;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.RowTarget;
import dev.flinkjobs.output.RowTargetScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every generator of rows has. */
public abstract class GenerateOptions extends CommandOptions {
  /** Expected totals of so many rows fit into a long. */
  private static final long MAX_ROWS = 5_000_000_000L;

  @Option(names = "--rows", required = true)
  @OptionDoc(type = "number", min = 0, max = MAX_ROWS, unit = "rows", example = "1000000")
  private long rows;

  @Option(names = "--out")
  @OptionDoc(type = "file", example = "big.csv")
  private @Nullable Path out;

  @Option(names = "--to")
  @OptionDoc(type = "topic", example = "kafka://localhost:9092/events")
  private @Nullable String to;

  private RowTarget target = RowTarget.NOWHERE;

  @Option(names = "--overwrite")
  @OptionDoc
  private boolean overwrite;

  @Option(names = "--seed")
  @OptionDoc(type = "number", example = "42")
  private long seed = 1;

  @Option(names = "--bad-rate")
  @OptionDoc(type = "rate", min = 0, max = 1, example = "0.02")
  private double badRate;

  /** How many rows to write, bad ones among them; the header is none. */
  public final long rows() {
    return rows;
  }

  /** The file to write, compressed if its name ends in {@code .gz}; empty for none. */
  public final Path out() {
    return out == null ? Path.of("") : out;
  }

  final boolean hasFile() {
    return out != null;
  }

  /** Where each row is sent besides. */
  final RowTarget target() {
    return target;
  }

  final Optional<String> to() {
    return Optional.ofNullable(to);
  }

  /** The file beside it that says what must come out. */
  public final Path expectedOut() {
    return beside(".expected.json");
  }

  /** The path of {@link #out()} with more behind its name. */
  final Path beside(String suffix) {
    return out().resolveSibling(out().getFileName() + suffix);
  }

  public final long seed() {
    return seed;
  }

  /** The share of bad rows, from 0 to 1. */
  public final double badRate() {
    return badRate;
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (out != null) {
      checkFiles(out, problems);
    } else if (to == null) {
      problems.add("--out is missing, e.g. --out big.csv; or --to " + formsOfTargets());
    }
    if (to != null) {
      target = open(to, problems);
    }
  }

  private static RowTarget open(String to, Problems problems) {
    for (RowTargetScheme scheme : ServiceLoader.load(RowTargetScheme.class)) {
      if (to.startsWith(scheme.form().substring(0, scheme.form().indexOf("://") + 3))) {
        return scheme.open("--to", to, problems);
      }
    }
    problems.add("--to " + to + ": rows cannot be sent there; write " + formsOfTargets());
    return RowTarget.NOWHERE;
  }

  private static String formsOfTargets() {
    return ServiceLoader.load(RowTargetScheme.class).stream()
        .map(scheme -> scheme.get().form())
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  private void checkFiles(Path out, Problems problems) {
    String option = "--out " + out + ": ";
    Path directory = out.toAbsolutePath().getParent();
    if (out.toString().equals("-")) {
      problems.add(option + "a second file is written beside it, so give a file, e.g. big.csv");
    } else if (Files.isDirectory(out)) {
      problems.add(option + "is a directory; give a file, e.g. --out " + out.resolve("big.csv"));
    } else if (directory != null && !Files.isDirectory(directory)) {
      problems.add(option + "there is no directory " + directory + "; make it, or give another");
    } else if (Files.exists(out) && !Files.isRegularFile(out)) {
      problems.add(option + "is not a regular file; give another name");
    } else if (!overwrite && Files.exists(out)) {
      problems.add(option + "exists already; give another name, or add --overwrite");
    } else if (!overwrite && Files.exists(expectedOut())) {
      problems.add(
          option
              + "the file "
              + expectedOut()
              + " that belongs to it exists already; give another name, or add --overwrite");
    }
  }
}
