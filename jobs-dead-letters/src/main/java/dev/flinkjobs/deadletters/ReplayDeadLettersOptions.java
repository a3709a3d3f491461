package dev.flinkjobs.deadletters;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code dead-letters replay}. */
@CommandDoc(name = "dead-letters replay", main = ReplayDeadLetters.class)
public final class ReplayDeadLettersOptions extends DeadLettersOptions {

  @Option(names = "--out")
  @OptionDoc(type = "directory", example = "replayed")
  private @Nullable Path out;

  @Option(names = "--to")
  @OptionDoc(type = "topic", example = "kafka://localhost:9092/user_behaviors")
  private @Nullable String to;

  @Option(names = "--header")
  @OptionDoc(type = "line", example = "id,amount")
  private @Nullable String header;

  @Option(names = "--no-header")
  @OptionDoc
  private boolean noHeader;

  Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  Optional<String> to() {
    return Optional.ofNullable(to);
  }

  /** The first line of files; empty for none; null for that of each dead letter's own file. */
  @Nullable String header() {
    return noHeader ? "" : header;
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if ((out == null) == (to == null)) {
      problems.add(
          "one place to replay to is needed: --out DIRECTORY or --to kafka://HOST:PORT/TOPIC");
    }
    if (noHeader && header != null) {
      problems.add("--header and --no-header: give one of the two");
    }
    if (out == null && (noHeader || header != null)) {
      problems.add("--header and --no-header are for files; leave them out, or give --out");
    }
    if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
      problems.add("--out " + out + ": is a file; give a directory");
    }
  }
}
