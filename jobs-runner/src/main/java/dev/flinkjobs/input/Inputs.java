package dev.flinkjobs.input;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.StandardInput;
import dev.flinkjobs.options.DidYouMean;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.options.Settings;
import dev.flinkjobs.record.Visible;
import dev.flinkjobs.source.Files;
import dev.flinkjobs.source.InputFile;
import dev.flinkjobs.source.Listing;
import dev.flinkjobs.source.OnBadFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/** Makes an {@link Input} of the texts of an option such as {@code --input}. */
public final class Inputs {
  private static final String FILES_AND_STDIN =
      "files (a path, a glob such as 'data/*.csv', a directory, files:DIR?watch=5s), - (stdin)";

  private static final String FILES = "files:";

  private static final Pattern SCHEME = Pattern.compile("([a-z0-9+-]+)://");
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private static final int SHOWN_NAMES = 8;

  private final String option;
  private final Problems problems;
  private final List<InputFile> files = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private org.apache.flink.core.fs.@Nullable Path watched;
  private final CsvDialect dialect;
  private final @Nullable OnBadFile onBadFile;
  private final Map<String, InputScheme> schemes;
  private @Nullable Input noFile;
  private Duration interval = Duration.ofSeconds(1);
  private int parts;

  private Inputs(
      String option, CsvDialect dialect, @Nullable OnBadFile onBadFile, Problems problems) {
    this.option = option;
    this.dialect = dialect;
    this.onBadFile = onBadFile;
    this.problems = problems;
    this.schemes = schemes();
  }

  private static Map<String, InputScheme> schemes() {
    Map<String, InputScheme> schemes = new TreeMap<>();
    InputScheme socket = new SocketInput.Scheme();
    schemes.put(socket.scheme(), socket);
    ServiceLoader.load(InputScheme.class).forEach(each -> schemes.putIfAbsent(each.scheme(), each));
    return schemes;
  }

  /**
   * The input that these texts mean, together and in their order: paths, globs, directories,
   * several of them separated by commas, {@code -}, one {@code files:DIR?watch=5s}, or one of an
   * {@link InputScheme}. What is wrong with them is added to {@code problems}.
   *
   * @param option how the user gave them, for messages: {@code --input}
   * @param onBadFile null for {@code SKIP} in a watched directory, else {@code FAIL}
   */
  public static Input parse(
      String option,
      List<String> texts,
      CsvDialect dialect,
      @Nullable OnBadFile onBadFile,
      Problems problems) {
    Inputs inputs = new Inputs(option, dialect, onBadFile, problems);
    for (String text : texts) {
      inputs.add(text);
    }
    if (inputs.watched != null && inputs.parts > 1) {
      problems.add(option + ": a watched directory must be the only input");
    }
    boolean stdin = inputs.files.stream().anyMatch(file -> file.path().equals(StandardInput.PATH));
    if (stdin && inputs.parts > 1) {
      problems.add(option + ": - (stdin) must be the only input");
    }
    if (inputs.noFile != null) {
      if (inputs.parts > 1) {
        problems.add(option + ": what is no file must be the only input");
      }
      return inputs.noFile;
    }
    return inputs.files();
  }

  private FileInput files() {
    OnBadFile onBad =
        onBadFile != null ? onBadFile : watched == null ? OnBadFile.FAIL : OnBadFile.SKIP;
    return new FileInput(
        option, List.copyOf(files), dialect, watched, interval, onBad, notices, new HashSet<>());
  }

  /** The input of a job that reads nothing. */
  public static Input none() {
    return new Inputs("", CsvDialect.LINES, null, new Problems()).files();
  }

  private void add(String text) {
    problems.quote(text, Secrets.argument(text)); // It may be a part of an argument.
    String name = scheme(text);
    InputScheme scheme = name == null ? null : schemes.get(name);
    if (scheme != null) {
      parts++;
      noFile = scheme.parse(option, text, dialect, problems);
      return;
    }
    List<String> several = namesIn(text);
    if (several.size() > 1 && !exists(location(text))) {
      for (String part : several) {
        if (part.isEmpty()) {
          problems.add(option + " " + text + ": an empty name between two commas");
        } else {
          add(part);
        }
      }
      return;
    }
    parts++;
    if (text.equals("-")) {
      if (StandardInput.isClosed()) {
        problems.add(
            option + " -: standard input is closed; give it a file, " + option + " - < FILE");
      }
      files.add(new InputFile(StandardInput.PATH, 0, 0, ""));
    } else if (text.startsWith(FILES)) {
      addFiles(text);
    } else {
      addPath(text);
    }
  }

  /** Commas separate, but not those in the braces of a pattern. */
  private static List<String> namesIn(String text) {
    List<String> names = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      depth += character == '{' ? 1 : character == '}' ? -1 : 0;
      if (character == ',' && depth <= 0) {
        names.add(text.substring(start, i));
        start = i + 1;
      }
    }
    names.add(text.substring(start));
    return names;
  }

  private static String location(String text) {
    return text.startsWith(FILES)
        ? Settings.parse("", text, FILES, List.of("watch"), new Problems()).location()
        : text;
  }

  private void addFiles(String text) {
    Settings settings = Settings.parse(option, text, FILES, List.of("watch"), problems);
    String watch = settings.get("watch");
    if (watch == null) {
      addPath(settings.location());
      return;
    }
    Duration every = settings.duration("watch", problems);
    if (every != null && every.isZero()) {
      problems.add(option + " " + text + ": watch must be longer than 0; allowed: 1ms or more");
    } else if (every != null) {
      interval = every;
    }
    org.apache.flink.core.fs.Path directory = flinkPath(settings.location());
    try {
      if (!Files.status(directory).isDir()) {
        problems.add(option + " " + text + ": only a directory can be watched");
      } else {
        // What is not read is said where the job looks again and again.
        files.addAll(Listing.of(directory).files());
      }
    } catch (FileNotFoundException missing) {
      addMissing(settings.location());
    } catch (IOException failed) {
      addUnreadable(settings.location(), "cannot be listed", failed);
    }
    watched = directory;
  }

  private void addPath(String text) {
    try {
      org.apache.flink.core.fs.Path path = flinkPath(text);
      FileStatus status = Files.status(path);
      if (!status.isDir()) {
        if (Files.isLocal(path) && !java.nio.file.Files.isRegularFile(Path.of(path.getPath()))) {
          problems.add(
              "%s %s: is a pipe or a device, which can be read once only; write %s - < %s",
              option, text, option, text);
          return;
        }
        files.add(Files.file(path, status));
        return;
      }
      Listing found = Listing.of(path);
      if (found.files().isEmpty()) {
        problems.add(option + " " + text + ": the directory holds no files" + leftOut(found));
      }
      add(text, found);
    } catch (FileNotFoundException missing) {
      if (scheme(text) == null && WILDCARD.matcher(text).find()) {
        addGlob(text);
      } else {
        addMissing(text);
      }
    } catch (IOException | IllegalArgumentException failed) {
      addUnreadable(text, "cannot be read", failed);
    }
  }

  private void addUnreadable(String text, String what, Exception failed) {
    String scheme = scheme(text);
    if (scheme == null || !isUnknown(failed)) {
      problems.add(option + " " + text + ": " + what + ": " + Files.reason(failed));
      if (failed instanceof Files.NoAnswer) {
        problems.throwIfAny(); // Another address would be waited for as long.
      }
      return;
    }
    Stream<String> forms = schemes.values().stream().map(InputScheme::form);
    problems.add(
        "%s %s: %s",
        option,
        text,
        Files.missing(scheme, EnvironmentInformation.getVersion())
            .orElseGet(
                () ->
                    "'"
                        + scheme
                        + "' is not built in; built in: "
                        + Stream.concat(Stream.of(FILES_AND_STDIN), forms)
                            .collect(Collectors.joining(", "))
                        + DidYouMean.hint(scheme, schemes.keySet())));
  }

  private static boolean isUnknown(Exception failed) {
    return failed instanceof UnsupportedFileSystemSchemeException
        || failed instanceof IllegalArgumentException;
  }

  /** Files that match, by name. The part before the first wildcard is where the search begins. */
  private void addGlob(String text) {
    int slash = WILDCARD.split(text, 2)[0].lastIndexOf('/');
    String directory = slash < 0 ? "" : text.substring(0, slash + 1);
    String pattern = text.substring(slash + 1);
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException malformed) {
      problems.add(
          "%s '%s': there is no such file, and it is not a pattern: %s",
          option, text, malformed.getDescription());
      return;
    }
    Path base = Path.of(directory);
    int depth = text.contains("**") ? Integer.MAX_VALUE : pattern.split("/").length;
    try {
      Listing found =
          Listing.of(base, depth, candidate -> matcher.matches(base.relativize(candidate)));
      if (found.files().isEmpty()) {
        String others = leftOut(found);
        problems.add(
            "%s '%s': matches no file%s",
            option, text, (others.isEmpty() ? whatIsIn(base, null) : others));
      }
      add(text, found);
    } catch (NoSuchFileException missing) {
      addMissing(text);
    } catch (IOException unreadable) {
      problems.add(option + " '" + text + "': cannot be listed: " + Files.reason(unreadable));
    }
  }

  private void add(String text, Listing found) {
    files.addAll(found.files());
    notices.addAll(Listing.notices(option + " " + text, found.leftOut()));
  }

  /** What might be taken for files, and is none. */
  private static String leftOut(Listing found) {
    List<String> others =
        found.leftOut().entrySet().stream()
            .limit(SHOWN_NAMES)
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .toList();
    return others.isEmpty() ? "" : " to read: " + String.join(", ", others);
  }

  private void addMissing(String text) {
    if (scheme(text) != null) {
      problems.add("%s %s: no such file or directory", option, text);
      return;
    }
    Path file = Path.of(text).toAbsolutePath().normalize();
    Path parent = file.getParent();
    String name = String.valueOf(file.getFileName());
    problems.add(
        "%s %s: no such file or directory; looked for %s%s",
        option,
        text,
        Visible.text(file.toString()),
        (parent == null ? "" : whatIsIn(parent, name)));
  }

  private static String whatIsIn(Path directory, @Nullable String wanted) {
    if (!java.nio.file.Files.isDirectory(directory)) {
      return "; there is no directory " + directory.toAbsolutePath();
    }
    try (Stream<Path> entries = java.nio.file.Files.list(directory)) {
      List<String> names =
          entries
              .map(entry -> String.valueOf(entry.getFileName()))
              .filter(name -> !name.startsWith("."))
              .sorted()
              .toList();
      if (names.isEmpty()) {
        return "; the directory is empty";
      }
      String more = names.size() > SHOWN_NAMES ? ", … (" + names.size() + " entries)" : "";
      String suggestion = wanted == null ? "" : Visible.text(DidYouMean.hint(wanted, names));
      return "; there is: "
          + Visible.text(String.join(", ", names.subList(0, Math.min(SHOWN_NAMES, names.size()))))
          + more
          + suggestion;
    } catch (IOException unreadable) {
      return "; the directory cannot be listed: " + Files.reason(unreadable);
    }
  }

  private static boolean exists(String path) {
    return java.nio.file.Files.exists(Path.of(path));
  }

  /** The scheme of a text such as {@code kafka://host/topic}; null for a path. */
  private static @Nullable String scheme(String text) {
    Matcher scheme = SCHEME.matcher(text);
    return scheme.lookingAt() ? scheme.group(1) : null;
  }

  private static org.apache.flink.core.fs.Path flinkPath(String text) {
    return scheme(text) == null
        ? Files.path(Path.of(text))
        : new org.apache.flink.core.fs.Path(text);
  }
}
