package dev.flinkjobs.output;

import dev.flinkjobs.options.Directories;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Settings;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.source.Files;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/**
 * Results as files in one directory: {@code
 * files:DIR?format=csv|json|text|parquet&mode=append|overwrite}.
 *
 * @param routes the directories in it that are those of routes; where there are any, it has no
 *     parts
 * @param base where parts begin to count; set by {@link #prepare}, read when the job is submitted
 */
record FilesOutput(
    String option,
    String text,
    Path directory,
    FileFormat format,
    Mode mode,
    Set<String> routes,
    AtomicLong base)
    implements Output {

  private static final Pattern FLINK_URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  enum Mode {
    /** The directory has to be empty. */
    NEW,
    /** What is there stays. */
    APPEND,
    /** Our own files that are there are deleted; there may be no others. */
    OVERWRITE
  }

  FilesOutput(String option, String text, Path directory, FileFormat format, Mode mode) {
    this(option, text, directory, format, mode, Set.of(), new AtomicLong());
  }

  /** This directory with one in it for each route. */
  @Override
  public Output splitByRoute(List<String> names) {
    int settings = text.indexOf('?');
    int end = settings < 0 ? text.length() : settings;
    String typed = text.substring(0, end).replaceFirst("/+$", "");
    Map<String, Output> outputs = new LinkedHashMap<>();
    for (String name : names) {
      String routeText = typed + "/" + name + text.substring(end);
      outputs.put(
          name, new FilesOutput(option, routeText, new Path(directory, name), format, mode));
    }
    // In their order, which is that of the error that lists them.
    Set<String> inOrder = new LinkedHashSet<>(names);
    return new RoutedOutput(
        new FilesOutput(option, text, directory, format, mode, inOrder, base), outputs);
  }

  @Override
  public Output writtenAgain(boolean hasBegun, Problems problems) {
    if (mode == Mode.APPEND) {
      problem(problems, REPLACES_ALL);
    }
    return hasBegun
        ? new FilesOutput(option, text, directory, format, Mode.OVERWRITE, routes, base)
        : this;
  }

  static Output parse(String option, String text, Problems problems) {
    Settings settings = Settings.parse(option, text, "files:", List.of("format", "mode"), problems);
    String format = settings.choice("format", List.of("csv", "json", "text", "parquet"), problems);
    String mode = settings.choice("mode", List.of("new", "append", "overwrite"), problems);
    Path directory = directory(option, text, settings.location(), problems);
    return directory == null
        ? new DiscardOutput()
        : new FilesOutput(
            option,
            text,
            directory,
            FileFormat.valueOf(format.toUpperCase(Locale.ROOT)),
            Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  private static @Nullable Path directory(
      String option, String text, String typed, Problems problems) {
    String prefix = option + " " + text + ": ";
    if (typed.isEmpty()) {
      return null; // Said by the settings.
    }
    if (typed.startsWith("//")) {
      String path = typed.replaceFirst("^/+", "");
      problems.add(
          "%sa directory has no '//' before it; write files:%s, or from the root files:/%s",
          prefix, path, path);
      return null;
    }
    if (typed.equals("~") || typed.startsWith("~/")) {
      problems.add(
          "%sthe shell does not replace '~' here; write \"files:$HOME%s\"",
          prefix, typed.substring(1));
      return null;
    }
    try {
      return FLINK_URI.matcher(typed).matches()
          ? new Path(typed)
          : Path.fromLocalFile(java.nio.file.Path.of(typed).toAbsolutePath().normalize().toFile());
    } catch (IllegalArgumentException e) {
      problems.add(prefix + "'" + typed + "' is not the name of a directory: " + e.getMessage());
      return null;
    }
  }

  @Override
  public String kind() {
    return "files, format=" + format.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<URI> directories() {
    return List.of(directory.toUri().normalize());
  }

  @Override
  public void checkApart(String name, Map<URI, String> takenBy, Problems problems) {
    String other = takenBy.putIfAbsent(directory.toUri().normalize(), name);
    if (other != null) {
      problem(problems, "the directory is that of " + other + " too; choose another");
    }
  }

  private void problem(Problems problems, String what, @Nullable Object... values) {
    problems.add(option + " " + text + ": " + Message.of(what, values));
  }

  @Override
  public void check(Problems problems, boolean resuming) {
    try {
      FileStatus status = status();
      Optional<String> obstacle =
          directory.getFileSystem().isDistributedFS()
              ? Optional.empty()
              : Directories.obstacle(java.nio.file.Path.of(directory.getPath()));
      if (obstacle.isPresent()) {
        problem(problems, obstacle.get() + "; choose another directory");
      } else if (status != null && !status.isDir()) {
        problem(problems, "is a file; choose another directory");
      } else if (!resuming) {
        checkEntries(entries(), problems);
      }
    } catch (UnsupportedFileSystemSchemeException e) {
      String scheme = directory.toUri().getScheme();
      problem(
          problems,
          "%s",
          Files.missing(scheme, EnvironmentInformation.getVersion())
              .orElse("there is no file system for '" + scheme + "'; name a local directory"));
    } catch (IOException e) {
      problem(problems, "the directory cannot be read: " + FileFailure.reason(e));
      if (e instanceof Files.NoAnswer) {
        problems.throwIfAny(); // Another address would be waited for as long.
      }
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
  public <T> Sink<T> sink(ResultFormat<T> results) {
    return new FilesSink<>(directory, format, results, base);
  }

  private void checkEntries(List<FileStatus> entries, Problems problems) {
    if (mode == Mode.NEW && !entries.isEmpty()) {
      String separator = text.indexOf('?') < 0 ? "?" : "&";
      problem(
          problems,
          "the directory is not empty (%,d %s, e.g. %s); choose another, or add %smode=append"
              + " to keep them or %smode=overwrite to replace them",
          entries.size(),
          entries.size() == 1 ? "entry" : "entries",
          entries.get(0).getPath().getName(),
          separator,
          separator);
    }
    if (mode == Mode.OVERWRITE) {
      List<String> others =
          entries.stream()
              .filter(entry -> !isOurs(entry))
              .map(entry -> entry.getPath().getName())
              .toList();
      if (!others.isEmpty()) {
        problem(
            problems,
            "mode=overwrite replaces %s only, and %s is not one%s; move it away,"
                + " or choose another directory",
            routes.isEmpty()
                ? "parts of results"
                : "the directories of routes (" + String.join(", ", routes) + ")",
            others.get(0),
            others.size() == 1 ? "" : Message.of(" (nor are %,d others)", others.size() - 1));
      }
    }
  }

  /** What is in the directory, by name, visible files first; nothing if it does not exist. */
  private List<FileStatus> entries() throws IOException {
    if (status() == null) {
      return List.of();
    }
    return Arrays.stream(directory.getFileSystem().listStatus(directory))
        .sorted(
            Comparator.<FileStatus, Boolean>comparing(
                    entry -> PartName.isHidden(entry.getPath().getName()))
                .thenComparing(entry -> entry.getPath().getName()))
        .toList();
  }

  private boolean isOurs(FileStatus entry) {
    return routes.isEmpty()
        ? ours(entry) != null
        : entry.isDir() && routes.contains(entry.getPath().getName());
  }

  private static @Nullable PartName ours(FileStatus entry) {
    return entry.isDir() ? null : PartName.of(entry.getPath().getName()).orElse(null);
  }

  private @Nullable FileStatus status() throws IOException {
    try {
      return Files.status(directory);
    } catch (FileNotFoundException e) {
      return null;
    }
  }
}
