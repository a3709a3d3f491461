package dev.flinkjobs.input;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileFormat;
import dev.flinkjobs.csv.StandardInput;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.source.Files;
import dev.flinkjobs.source.InputFile;
import dev.flinkjobs.source.Listing;
import dev.flinkjobs.source.OnBadFile;
import dev.flinkjobs.source.OrderedFileSource;
import dev.flinkjobs.source.SmallFilesEnumerator;
import dev.flinkjobs.source.TimeSpan;
import dev.flinkjobs.source.TimedFiles;
import dev.flinkjobs.source.TimedFilesEnumerator;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.Timed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * CSV files, in their order.
 *
 * @param files to read; for a watched directory those that are there now
 * @param watched a directory whose new files are read as they appear, or null
 * @param interval between two looks at {@code watched}
 * @param notices to which {@link #check} adds
 * @param bad those of {@code files} that cannot be read, of which {@link #check} makes sure
 */
record FileInput(
    String option,
    List<InputFile> files,
    CsvDialect dialect,
    @Nullable Path watched,
    Duration interval,
    OnBadFile onBadFile,
    List<String> notices,
    Set<InputFile> bad)
    implements Input {

  /** In place of files that are not there, in a job that is built only to be found at fault. */
  private static final Path NOT_FOUND = new Path("/not-found");

  /** Not in any text. */
  private static final byte FILE_END = (byte) 0xFF;

  @Override
  public void check(List<String> columns, Problems problems) {
    if (isBounded() && files.stream().allMatch(file -> CsvFileFormat.isEmpty(file.path()))) {
      return; // An input without a row is no fault.
    }
    if (watched != null && onBadFile == OnBadFile.SKIP) {
      return; // Each file is looked at where it appears, those that are there now too.
    }
    Map<String, String> faults = new LinkedHashMap<>();
    for (InputFile file : files) {
      String fault = file.fault(dialect, columns);
      if (fault != null) {
        faults.put(name(file.path()), fault);
        bad.add(file);
      }
    }
    if (onBadFile == OnBadFile.FAIL || good().isEmpty()) {
      faults.forEach((name, fault) -> problems.add(option + " " + name + " " + fault));
    } else {
      notices.addAll(Listing.notices(option, faults));
    }
  }

  private Collection<InputFile> good() {
    return goodByPlace().values();
  }

  /**
   * By the ids of their splits, in their order. What is left out keeps its place, so that places in
   * state are those of the same files when one of these can be read later.
   */
  private Map<String, InputFile> goodByPlace() {
    Map<String, InputFile> good = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      if (!bad.contains(files.get(i))) {
        good.put(InputFile.place(i), files.get(i));
      }
    }
    return good;
  }

  private static String name(Path file) {
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
    String text = new Path(directory.normalize()).toString();
    return text.endsWith("/") ? text : text + "/";
  }

  @Override
  public OptionalLong bytes() {
    return isFixed()
        ? OptionalLong.of(good().stream().mapToLong(InputFile::bytes).sum())
        : OptionalLong.empty();
  }

  @Override
  public String meaning() {
    return watched == null
        ? files.stream().map(file -> meaning(file.path())).collect(Collectors.joining("\n"))
        : "files:" + meaning(watched) + "?watch";
  }

  private static String meaning(Path path) {
    return StandardInput.PATH.equals(path) ? "-" : Files.itself(path);
  }

  @Override
  public Input behind(String before) {
    Map<String, Queue<InputFile>> further = new LinkedHashMap<>();
    files.forEach(
        file ->
            further.computeIfAbsent(meaning(file.path()), first -> new ArrayDeque<>()).add(file));
    List<InputFile> ordered = new ArrayList<>();
    for (String known : before.split("\n", -1)) {
      InputFile file = further.getOrDefault(known, new ArrayDeque<>()).poll();
      if (file != null) {
        ordered.add(file);
      }
    }
    further.values().forEach(ordered::addAll);
    return new FileInput(option, ordered, dialect, watched, interval, onBadFile, notices, bad);
  }

  @Override
  public String digest() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (InputFile file : files) {
        try (InputStream in = file.path().getFileSystem().open(file.path())) {
          new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        }
        // So that a row that moves from the end of one file to the next is seen.
        digest.update(FILE_END);
      }
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }

  @Override
  public <T> InputSource<T> source(RowDecoder<T> decoder, int parallelism) {
    if (watched != null) {
      return watching(decoder, null, watched, parallelism);
    }
    int filesAtOnce = Math.max(1, good().size());
    CsvFileFormat<T> format =
        new CsvFileFormat<>(
            dialect, decoder, workingDirectory(), null, Map.of(), parallelism / filesAtOnce);
    return new InputSource<>(
        new OrderedFileSource<>(paths(), listed(), format, SmallFilesEnumerator::new),
        Math.min(parallelism, filesAtOnce));
  }

  @Override
  public <T extends Timed> InputSource<T> source(
      RowDecoder<T> decoder, EventTime time, int parallelism) {
    if (watched != null) {
      return watching(decoder, time, watched, parallelism);
    }
    TimedFiles inOrder = TimedFiles.of(goodByPlace(), file -> span(file, decoder, time));
    Map<String, TimeSpan> spans = inOrder.spans();
    int filesAtOnce = Math.max(1, TimeSpan.mostAtOnce(spans.values()));
    CsvFileFormat<T> format =
        new CsvFileFormat<>(
            dialect,
            decoder,
            workingDirectory(),
            time,
            inOrder.watermarkBounds(time),
            parallelism / filesAtOnce);
    return new InputSource<>(
        new OrderedFileSource<>(
            paths(),
            listed(),
            format,
            (context, splits, known) -> new TimedFilesEnumerator(context, splits, known, spans)),
        Math.min(parallelism, filesAtOnce));
  }

  private <T extends Timed> TimeSpan span(InputFile file, RowDecoder<T> decoder, EventTime time) {
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
    } catch (IOException unreadable) {
      return TimeSpan.UNKNOWN; // The job will say so, if it has not been said.
    }
  }

  private static String workingDirectory() {
    return java.nio.file.Path.of("").toAbsolutePath().toString();
  }

  private Path[] paths() {
    return files.isEmpty()
        ? new Path[] {NOT_FOUND}
        : files.stream().map(InputFile::path).toArray(Path[]::new);
  }

  /** How many files there will be at a time is not known. */
  private <T> InputSource<T> watching(
      RowDecoder<T> decoder, @Nullable EventTime time, Path directory, int parallelism) {
    return new InputSource<>(
        new OrderedFileSource<>(
            new OrderedFileSource.Watch(
                option, directory, interval, dialect, decoder.columns(), onBadFile),
            new CsvFileFormat<>(dialect, decoder, workingDirectory(), time, Map.of(), 1)),
        parallelism);
  }

  /** Not anew where the job starts: what has changed since should be seen. */
  private FileEnumerator.Provider listed() {
    ArrayList<FileSourceSplit> splits = new ArrayList<>();
    goodByPlace().forEach((place, file) -> splits.add(file.split(place)));
    return () -> (paths, parallelism) -> splits;
  }
}
