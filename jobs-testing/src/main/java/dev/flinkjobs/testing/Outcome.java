package dev.flinkjobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a job's {@code main} printed, and its ledger.
 *
 * @param summary what {@code --summary-json} has, without quotes: {@code
 *     read:3,accepted:2,rejected:{total:1,byReason:{missing value:1}},…}; empty if the job did not
 *     run
 */
public record Outcome(String out, String err, String summary) {
  private static final String OPTION = "--summary-json";

  /** Calls it, with that option too where it is not given. Throws what it throws. */
  public static Outcome of(Consumer<String[]> main, String... args) {
    int given = List.of(args).indexOf(OPTION);
    try {
      if (given >= 0) {
        return of(main, args, Path.of(args[given + 1]));
      }
      Path file = Files.createTempFile("summary", ".json");
      try {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = OPTION;
        all[args.length + 1] = file.toString();
        return of(main, all, file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Outcome of(Consumer<String[]> main, String[] args, Path file) throws IOException {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(args);
      return new Outcome(std.out(), std.err(), Files.exists(file) ? summary(file) : "");
    }
  }

  /** What a job wrote there, without quotes. */
  public static String summary(Path file) throws IOException {
    return Files.readString(file).replace("\"", "");
  }

  public List<String> lines() {
    return out.lines().toList();
  }
}
