package dev.flinkjobs.input;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.CsvFileFormat;
import dev.flinkjobs.csv.StandardInput;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.EventTime;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.record.Timed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.jspecify.annotations.Nullable;

/**
 * CSV files, in their order.
 *
 * @param files to read; for a watched directory those that are there now
 * @param watched a directory whose new files are read as they appear, or null
 * @param interval between two looks at {@code watched}
 */
record FileInput(
    String option,
    List<File> files,
    CsvDialect dialect,
    org.apache.flink.core.fs.@Nullable Path watched,
    Duration interval)
    implements Input {

  /** In place of files that are not there, in a job that is built only to be found at fault. */
  private static final org.apache.flink.core.fs.Path NOT_FOUND =
      new org.apache.flink.core.fs.Path("/not-found");

  private static final int DIGEST_PIECE = 64 * 1024;

  /** Not in any text. */
  private static final byte FILE_END = (byte) 0xFF;

  /** A file with its size in bytes. */
  record File(org.apache.flink.core.fs.Path path, long bytes) {}

  @Override
  public void check(List<String> columns, Problems problems) {
    if (isBounded() && files.stream().allMatch(file -> CsvFileFormat.isEmpty(file.path()))) {
      return; // An input without a row is no fault.
    }
    for (File file : files) {
      try {
        CsvFileFormat.check(file.path(), dialect, columns);
      } catch (CsvFileException unreadable) {
        problems.add(option + " " + name(file.path()) + " " + unreadable.getMessage());
      } catch (IOException failed) {
        problems.add(
            option + " " + name(file.path()) + ": cannot be read: " + Files.reason(failed));
      }
    }
  }

  private static String name(org.apache.flink.core.fs.Path file) {
    return StandardInput.PATH.equals(file) ? "- (stdin)" : Files.shown(file);
  }

  @Override
  public boolean isBounded() {
    return watched == null;
  }

  @Override
  public boolean isReplayable() {
    return !isLocal();
  }

  @Override
  public boolean isFixed() {
    return isBounded() && isReplayable();
  }

  @Override
  public boolean isLocal() {
    return files.stream().anyMatch(file -> StandardInput.PATH.equals(file.path()));
  }

  @Override
  public boolean reads(URI directory) {
    String below = below(directory);
    return files.stream().anyMatch(file -> below(file.path().toUri()).startsWith(below))
        || (watched != null
            && (below(watched.toUri()).startsWith(below)
                || below.startsWith(below(watched.toUri()))));
  }

  private static String below(URI directory) {
    // Which Flink writes as file:/a and the JDK as file:///a.
    String text = new org.apache.flink.core.fs.Path(directory.normalize()).toString();
    return text.endsWith("/") ? text : text + "/";
  }

  @Override
  public OptionalLong bytes() {
    return isFixed()
        ? OptionalLong.of(files.stream().mapToLong(File::bytes).sum())
        : OptionalLong.empty();
  }

  @Override
  public String digest() throws IOException {
    MessageDigest digest = sha256();
    byte[] piece = new byte[DIGEST_PIECE];
    for (File file : files) {
      try (InputStream in = file.path().getFileSystem().open(file.path())) {
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          digest.update(piece, 0, read);
        }
      }
      // So that a row that moves from the end of one file to the next is seen.
      digest.update(FILE_END);
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }

  @Override
  public <T> Source<RowBatch<T>, ?, ?> source(RowDecoder<T> decoder, int parallelism) {
    int threads = watched == null ? threads(parallelism, files.size()) : 1;
    CsvFileFormat<T> format =
        new CsvFileFormat<>(dialect, decoder, workingDirectory(), null, Map.of(), threads);
    return watched == null
        ? new OrderedFileSource<>(paths(files), FileInput::listedFiles, format, FilesAhead::new)
        : watching(format, watched);
  }

  @Override
  public <T extends Timed> Source<RowBatch<T>, ?, ?> source(
      RowDecoder<T> decoder, EventTime time, int parallelism) {
    if (watched != null) {
      return watching(
          new CsvFileFormat<>(dialect, decoder, workingDirectory(), time, Map.of(), 1), watched);
    }
    TimedFiles inOrder = TimedFiles.of(files, file -> span(file, decoder, time));
    Map<String, TimeSpan> spans = inOrder.spans();
    CsvFileFormat<T> format =
        new CsvFileFormat<>(
            dialect,
            decoder,
            workingDirectory(),
            time,
            inOrder.watermarkBounds(time),
            threads(parallelism, TimeSpan.mostAtOnce(spans.values())));
    return new OrderedFileSource<>(
        paths(inOrder.files()),
        FileInput::listedFiles,
        format,
        (context, splits) -> new FilesByTime(context, splits, spans));
  }

  /** What has no file of its own to read helps with those that are read at once. */
  private static int threads(int parallelism, int filesAtOnce) {
    return parallelism / Math.max(1, filesAtOnce);
  }

  private <T extends Timed> TimeSpan span(File file, RowDecoder<T> decoder, EventTime time) {
    if (files.size() == 1) {
      return TimeSpan.UNKNOWN; // There is nothing to compare it with, and it may be stdin.
    }
    try {
      OptionalLong first = CsvFileFormat.firstTimestamp(file.path(), dialect, decoder);
      if (first.isEmpty()) {
        return TimeSpan.UNKNOWN;
      }
      OptionalLong last = CsvFileFormat.lastTimestamp(file.path(), file.bytes(), dialect, decoder);
      return new TimeSpan(
          first.getAsLong(),
          last.isEmpty() ? Long.MAX_VALUE : last.getAsLong() - time.maxDelay().toMillis());
    } catch (IOException | CsvFileException unreadable) {
      return TimeSpan.UNKNOWN; // The job will say so, if it has not been said.
    }
  }

  private static String workingDirectory() {
    return Path.of("").toAbsolutePath().toString();
  }

  private static org.apache.flink.core.fs.Path[] paths(List<File> files) {
    return files.isEmpty()
        ? new org.apache.flink.core.fs.Path[] {NOT_FOUND}
        : files.stream().map(File::path).toArray(org.apache.flink.core.fs.Path[]::new);
  }

  private <T> Source<RowBatch<T>, ?, ?> watching(
      CsvFileFormat<T> format, org.apache.flink.core.fs.Path directory) {
    return FileSource.forBulkFileFormat(format, directory)
        .setFileEnumerator(FileInput::watchedFiles)
        .setSplitAssigner(FilesInOrder::new)
        .monitorContinuously(interval)
        .build();
  }

  /** The id of a file's split, which is its place in the order. */
  static String place(int file) {
    return String.format(Locale.ROOT, "%010d", file);
  }

  private static FileEnumerator listedFiles() {
    return (paths, parallelism) -> {
      List<FileSourceSplit> splits = new ArrayList<>();
      for (org.apache.flink.core.fs.Path path : paths) {
        long bytes = Files.bytes(path);
        splits.add(new FileSourceSplit(place(splits.size()), path, 0, bytes, 0, bytes));
      }
      return splits;
    };
  }

  /** Oldest first; a file that is renamed into the directory is complete when it appears. */
  private static FileEnumerator watchedFiles() {
    return (directories, parallelism) ->
        Files.readableIn(directories[0]).stream()
            .map(
                file -> {
                  String place =
                      String.format(
                          Locale.ROOT, "%020d %s", file.getModificationTime(), file.getPath());
                  return new FileSourceSplit(
                      place,
                      file.getPath(),
                      0,
                      file.getLen(),
                      file.getModificationTime(),
                      file.getLen());
                })
            .toList();
  }
}
