package dev.flinkjobs.generate;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.output.RowTarget;
import dev.flinkjobs.record.Visible;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.run.Progress;
import dev.flinkjobs.run.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a file of rows, and beside it what must come out of it; sends the rows to a {@link
 * RowTarget}; or both. No file has its name before it is whole.
 */
public final class GeneratedFile {
  private static final int BUFFER_BYTES = 128 * 1024;

  private final GenerateOptions options;
  private final Path part;
  private final Path expectedPart;

  private GeneratedFile(GenerateOptions options) {
    this.options = options;
    this.part = options.beside(".part");
    this.expectedPart = options.beside(".expected.json.part");
  }

  /**
   * The whole of a generator's {@code main}.
   *
   * @param options of the command, not yet filled
   * @param newGenerator makes the generator once they are
   * @throws UsageException for what is found before the first row
   * @throws JobFailedException if a file cannot be written to its end
   */
  public static <O extends GenerateOptions> void write(
      String[] args, O options, Function<O, CsvGenerator<?>> newGenerator) {
    if (CommandLineParser.parse(options, args, System.out)) {
      new GeneratedFile(options).write(newGenerator.apply(options));
    }
    System.out.flush();
  }

  private void write(CsvGenerator<?> generator) {
    long startNanos = System.nanoTime();
    try {
      if (options.hasFile()) {
        writeFiles(generator);
      } else {
        writeRows(generator, OutputStream.nullOutputStream());
      }
    } catch (IOException failed) {
      throw new JobFailedException(ExitCode.FAILED, unwritable(failed), failed);
    }
    System.err.print(summary(generator, Duration.ofNanos(System.nanoTime() - startNanos)));
    System.err.flush();
  }

  private void writeFiles(CsvGenerator<?> generator) throws IOException {
    // For Ctrl-C; any other end is below.
    part.toFile().deleteOnExit();
    expectedPart.toFile().deleteOnExit();
    try {
      try (OutputStream csv = open()) {
        writeRows(generator, csv);
      }
      try (OutputStream json = Files.newOutputStream(expectedPart)) {
        generator.expected().writeTo(json);
      }
      Files.move(expectedPart, options.expectedOut(), StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, options.out(), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(part);
      delete(expectedPart);
    }
  }

  private void writeRows(CsvGenerator<?> generator, OutputStream csv) throws IOException {
    Progress progress =
        new Progress(
            () -> Optional.of(generator.done()), Terminal.err(), Terminal.canShowProgress(false));
    try (RowTarget target = options.target()) {
      generator.writeTo(csv, target);
    } finally {
      progress.close();
    }
  }

  private OutputStream open() {
    try {
      OutputStream file = Files.newOutputStream(part);
      return options.out().toString().endsWith(".gz") ? new FastGzip(file) : file;
    } catch (IOException failed) {
      throw new UsageException(List.of(unwritable(failed)));
    }
  }

  private String unwritable(IOException failed) {
    String reason = reason(failed);
    String file = "--out " + options.out() + ": cannot be written: ";
    return reason.contains("No space left on device")
        ? file + "the disk is full; free some space, or write to another disk"
        : file + reason;
  }

  private static String reason(IOException failed) {
    if (failed instanceof AccessDeniedException denied) {
      return "no permission to write " + denied.getFile();
    }
    if (failed instanceof NoSuchFileException missing) {
      return missing.getFile() + " cannot be made";
    }
    return String.valueOf(failed.getMessage());
  }

  /** A file that cannot be deleted is no reason to fail, and its name says what it is. */
  private static void delete(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException kept) {
      System.err.println(
          Visible.text(unfinished.toString()) + " cannot be deleted: " + kept.getMessage());
    }
  }

  private String summary(CsvGenerator<?> generator, Duration elapsed) {
    ExpectedResults expected = generator.expected();
    List<String> places = new ArrayList<>();
    if (options.hasFile()) {
      places.add(options.out().toString());
    }
    options.to().ifPresent(places::add);
    String rows =
        String.format(
            Locale.ROOT,
            "%s: %,d rows (%s), %,.1f MB, in %.1f s\n",
            Visible.text(String.join(", ", places)),
            expected.rows(),
            expected.describe(),
            generator.done().bytes() / 1e6,
            elapsed.toMillis() / 1000.0);
    return options.hasFile()
        ? rows
            + "what must come out of it: "
            + Visible.text(options.expectedOut().toString())
            + "\n"
        : rows;
  }

  /** Compresses by the level at which it keeps up with the generator. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
