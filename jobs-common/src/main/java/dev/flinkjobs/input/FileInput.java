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
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** A file with its size in bytes. */
  record File(org.apache.flink.core.fs.Path path, long bytes) {}

  @Override
  public void check(List<String> columns, Problems problems) {
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
    return isBounded() && isReplayable()
        ? OptionalLong.of(files.stream().mapToLong(File::bytes).sum())
        : OptionalLong.empty();
  }

  @Override
  public <T> Source<RowBatch<T>, ?, ?> source(RowDecoder<T> decoder) {
    return source(decoder, null, Map.of());
  }

  @Override
  public <T extends Timed> Source<RowBatch<T>, ?, ?> source(RowDecoder<T> decoder, EventTime time) {
    return source(decoder, time, watched == null ? watermarkBounds(decoder, time) : Map.of());
  }

  /**
   * Files are read one after another, by whichever reader is free. So a file's watermark has to
   * wait for those that are read later: it stays where it would be behind the first row of each.
   */
  private <T extends Timed> Map<String, Long> watermarkBounds(
      RowDecoder<T> decoder, EventTime time) {
    Map<String, Long> bounds = new HashMap<>();
    long bound = Long.MAX_VALUE;
    for (int i = files.size() - 1; i > 0; i--) {
      bound = Math.min(bound, firstWatermark(files.get(i).path(), decoder, time));
      bounds.put(place(i - 1), bound);
    }
    return bounds;
  }

  private <T extends Timed> long firstWatermark(
      org.apache.flink.core.fs.Path file, RowDecoder<T> decoder, EventTime time) {
    try {
      OptionalLong first = CsvFileFormat.firstTimestamp(file, dialect, decoder);
      return first.isPresent() ? time.watermark(first.getAsLong()) : Long.MAX_VALUE;
    } catch (IOException | CsvFileException unreadable) {
      return EventTime.NO_WATERMARK; // The job will say so, if it has not been said.
    }
  }

  private static String place(int file) {
    return String.format(Locale.ROOT, "%010d", file);
  }

  private <T> Source<RowBatch<T>, ?, ?> source(
      RowDecoder<T> decoder, @Nullable EventTime time, Map<String, Long> watermarkBounds) {
    String workingDirectory = Path.of("").toAbsolutePath().toString();
    CsvFileFormat<T> format =
        new CsvFileFormat<>(dialect, decoder, workingDirectory, time, watermarkBounds);
    if (watched != null) {
      return FileSource.forBulkFileFormat(format, watched)
          .setFileEnumerator(FileInput::watchedFiles)
          .setSplitAssigner(FilesInOrder::new)
          .monitorContinuously(interval)
          .build();
    }
    org.apache.flink.core.fs.Path[] paths =
        files.isEmpty()
            ? new org.apache.flink.core.fs.Path[] {NOT_FOUND}
            : files.stream().map(File::path).toArray(org.apache.flink.core.fs.Path[]::new);
    return FileSource.forBulkFileFormat(format, paths)
        .setFileEnumerator(FileInput::listedFiles)
        .setSplitAssigner(FilesInOrder::new)
        .build();
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
