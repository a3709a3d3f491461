package dev.flinkjobs.output;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.UsageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;

/** Results as files in one directory: {@code files:DIR?format=csv|json&mode=append|overwrite}. */
final class FilesOutput implements Output {
  private static final Pattern FLINK_URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  private enum Mode {
    /** The directory has to be empty. */
    NEW,
    /** What is there stays. */
    APPEND,
    /** Our own files that are there are deleted; there may be no others. */
    OVERWRITE
  }

  private final OutputText text;
  private final Path directory;
  private final FileFormat format;
  private final Mode mode;

  /** Where parts begin to count; set by {@link #prepare}, read when the job is submitted. */
  private final AtomicLong base = new AtomicLong();

  private FilesOutput(OutputText text, Path directory, FileFormat format, Mode mode) {
    this.text = text;
    this.directory = directory;
    this.format = format;
    this.mode = mode;
  }

  static Output parse(OutputText text, Problems problems) {
    Map<String, String> settings =
        text.settings(
            Map.of(
                "format", List.of("csv", "json"),
                "mode", List.of("append", "overwrite")),
            problems);
    String typed = text.target();
    if (typed.isBlank()) {
      text.problem(problems, "files needs a directory, e.g. files:out");
      return new DiscardOutput();
    }
    if (typed.startsWith("//")) {
      String path = typed.replaceFirst("^/+", "");
      text.problem(
          problems,
          "a directory is written without '//': files:"
              + path
              + ", or files:/"
              + path
              + " from the root");
      return new DiscardOutput();
    }
    if (typed.equals("~") || typed.startsWith("~/")) {
      text.problem(
          problems,
          "the shell does not replace '~' here; write \"files:$HOME" + typed.substring(1) + "\"");
      return new DiscardOutput();
    }
    Path directory;
    try {
      directory =
          FLINK_URI.matcher(typed).matches()
              ? new Path(typed)
              : Path.fromLocalFile(
                  java.nio.file.Path.of(typed).toAbsolutePath().normalize().toFile());
    } catch (IllegalArgumentException e) {
      text.problem(problems, "'" + typed + "' is not a directory's name: " + e.getMessage());
      return new DiscardOutput();
    }
    return new FilesOutput(
        text,
        directory,
        FileFormat.valueOf(settings.getOrDefault("format", "csv").toUpperCase(Locale.ROOT)),
        Mode.valueOf(settings.getOrDefault("mode", "new").toUpperCase(Locale.ROOT)));
  }

  /** The same for two outputs that write to the same directory. */
  String place() {
    return directory.toUri().normalize().toString();
  }

  void problem(Problems problems, String message) {
    text.problem(problems, message);
  }

  @Override
  public void check(Problems problems, boolean resuming) {
    try {
      FileStatus status = status();
      String unwritable = isLocal() ? unwritable() : null;
      if (status != null && !status.isDir()) {
        problem(problems, "that is a file; name a directory");
      } else if (unwritable != null) {
        problem(problems, unwritable);
      } else if (!resuming) {
        checkEntries(entries(), problems);
      }
    } catch (UnsupportedFileSystemSchemeException e) {
      problem(
          problems,
          "there is no file system for '"
              + directory.toUri().getScheme()
              + "' here; put Flink's plugin for it into plugins/, or name a local directory");
    } catch (IOException e) {
      problem(problems, "the directory cannot be read: " + FileFailure.reason(e));
    }
  }

  /**
   * Makes the directory, empties it if it is to be overwritten, and sees to it that the parts of
   * this job are numbered behind all that stay.
   */
  @Override
  public void prepare(boolean resuming) {
    try {
      FileSystem fileSystem = directory.getFileSystem();
      fileSystem.mkdirs(directory);
      long next = 0;
      for (FileStatus entry : entries()) {
        PartName part = ours(entry);
        if (part == null) {
          continue;
        }
        if (mode == Mode.OVERWRITE && !resuming) {
          fileSystem.delete(entry.getPath(), false);
        } else {
          next = Math.max(next, part.n() + 1);
        }
      }
      base.set(next);
    } catch (IOException e) {
      Problems problems = new Problems();
      problem(problems, "the directory cannot be made ready: " + FileFailure.reason(e));
      throw new UsageException(problems.messages());
    }
  }

  @Override
  public <T> Sink<T> sink(ResultFormat<T> resultFormat) {
    return new FilesSink<>(directory, format, resultFormat, base);
  }

  @Override
  public boolean isConsole() {
    return false;
  }

  private void checkEntries(List<FileStatus> entries, Problems problems) {
    if (mode == Mode.NEW && !entries.isEmpty()) {
      String separator = text.query().isEmpty() ? "?" : "&";
      problem(
          problems,
          String.format(
              Locale.ROOT,
              "the directory is not empty (%,d %s, e.g. %s); choose another, or add %smode=append"
                  + " to keep them or %smode=overwrite to replace them",
              entries.size(),
              entries.size() == 1 ? "entry" : "entries",
              entries.get(0).getPath().getName(),
              separator,
              separator));
    }
    if (mode == Mode.OVERWRITE) {
      List<String> others =
          entries.stream()
              .filter(entry -> ours(entry) == null)
              .map(entry -> entry.getPath().getName())
              .toList();
      if (!others.isEmpty()) {
        problem(
            problems,
            String.format(
                Locale.ROOT,
                "mode=overwrite replaces parts of results only, and %s is not one%s; move it away,"
                    + " or choose another directory",
                others.get(0),
                others.size() == 1
                    ? ""
                    : String.format(Locale.ROOT, " (nor are %,d others)", others.size() - 1)));
      }
    }
  }

  /** What is in the directory, by name, visible files first; nothing if it does not exist. */
  private List<FileStatus> entries() throws IOException {
    FileStatus status = status();
    if (status == null) {
      return List.of();
    }
    List<FileStatus> entries = new ArrayList<>();
    for (FileStatus entry : directory.getFileSystem().listStatus(directory)) {
      entries.add(entry);
    }
    entries.sort(
        Comparator.<FileStatus, Boolean>comparing(
                entry -> PartName.isHidden(entry.getPath().getName()))
            .thenComparing(entry -> entry.getPath().getName()));
    return entries;
  }

  private static @Nullable PartName ours(FileStatus entry) {
    return entry.isDir() ? null : PartName.of(entry.getPath().getName()).orElse(null);
  }

  private @Nullable FileStatus status() throws IOException {
    try {
      return directory.getFileSystem().getFileStatus(directory);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private boolean isLocal() throws IOException {
    return !directory.getFileSystem().isDistributedFS();
  }

  /** What stands in the way of writing into the directory, or of making it; null if nothing. */
  private @Nullable String unwritable() {
    java.nio.file.Path place = java.nio.file.Path.of(directory.getPath());
    java.nio.file.Path there = place;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null) {
      return "there is no such place as " + place;
    }
    if (there != place && !Files.isDirectory(there)) {
      return there + " is a file, so no directory can be made in it";
    }
    if (!Files.isWritable(there)) {
      return "no permission to write in " + there + "; choose a directory of your own";
    }
    return null;
  }
}
