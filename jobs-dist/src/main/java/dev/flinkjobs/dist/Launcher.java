package dev.flinkjobs.dist;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.Completion;
import dev.flinkjobs.options.ExerciseOptions;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.options.Version;
import dev.flinkjobs.record.Visible;
import dev.flinkjobs.run.ExerciseRunner;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.run.MemoryGuard;
import dev.flinkjobs.run.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.util.ExceptionUtils;

/** Starts the command that the arguments name, and maps how it ended to an {@link ExitCode}. */
public final class Launcher {
  private static final int OUT_BUFFER_BYTES = 1 << 16;
  private static final Duration LAST_ORDERS = Duration.ofSeconds(5);

  private final Catalogue catalogue;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Launcher(Catalogue catalogue, Map<String, String> environment, PrintStream out, PrintStream err) {
    this.catalogue = catalogue;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    Secrets.tellLog4j();
    // In UTF-8 whatever the locale, and not a system call for each line of results.
    PrintStream out = stream(FileDescriptor.out, OUT_BUFFER_BYTES, false);
    PrintStream err = stream(FileDescriptor.err, 1 << 13, true);
    PrintStream said = translated(err, spoken(List.of(args), System.getenv()));
    System.setOut(out);
    System.setErr(said);
    MemoryGuard.start(message -> endOutOfMemory(message, err));
    int exitCode = new Launcher(Catalogue.load(), System.getenv(), out, said).run(List.of(args));
    out.flush();
    said.flush();
    System.exit(exitCode);
  }

  /** In order if that is still possible in {@link #LAST_ORDERS}: with a summary, and cleaned up. */
  private static void endOutOfMemory(String message, PrintStream err) {
    Thread orderly = new Thread(() -> System.exit(ExitCode.FAILED), "out of memory");
    orderly.setDaemon(true);
    try {
      err.print("jobs: ");
      err.println(message);
      orderly.start();
      orderly.join(LAST_ORDERS.toMillis());
      err.println("no memory is left to count what was read");
    } catch (OutOfMemoryError | InterruptedException hopeless) {
      // What follows needs no memory.
    }
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }

  private static PrintStream stream(FileDescriptor descriptor, int bufferBytes, boolean autoFlush) {
    return new PrintStream(
        new VisibleStream(new BufferedOutputStream(new FileOutputStream(descriptor), bufferBytes)),
        autoFlush,
        StandardCharsets.UTF_8);
  }

  static PrintStream translated(PrintStream err, Lang lang) {
    return lang == Lang.EN
        ? err
        : new PrintStream(new TranslatedStream(err, lang), true, StandardCharsets.UTF_8);
  }

  /** Runs one command line and returns its exit code. */
  int run(List<String> args) {
    boolean verbose = args.contains("--verbose");
    if (verbose) {
      // Read by conf/log4j2.properties, before anything logs.
      System.setProperty("flinkjobs.log.level", "INFO");
      System.setProperty("flinkjobs.console.level", "INFO");
    }
    String name = "";
    try {
      int first = firstWord(args);
      List<String> words = args.subList(first, args.size());
      if (words.isEmpty() || isOneOf(words.get(0), "-h", "--help")) {
        out.print(catalogue.text(lang(args, environment), Version.text()));
        return ExitCode.DONE;
      }
      if (isOneOf(words.get(0), "-V", "--version")) {
        out.println(Version.text());
        return ExitCode.DONE;
      }
      if (words.get(0).equals("completion")) {
        name = "completion";
        out.print(completion(words.subList(1, words.size())));
        return ExitCode.DONE;
      }
      if (words.get(0).equals("kubernetes")) {
        List<String> line = words.subList(1, words.size());
        if (line.isEmpty() || isOneOf(line.get(0), "-h", "--help")) {
          out.print("./jobs kubernetes JOB [options of the job]\n");
          return ExitCode.DONE;
        }
        CommandOptions command = catalogue.find(line).orElseThrow(() -> unknown(line));
        name = command.name();
        out.print(manifest(command, line.subList(Catalogue.words(command).size(), line.size())));
        return ExitCode.DONE;
      }
      Catalogue family = catalogue.family(words.get(0));
      if (!family.isEmpty() && (words.size() == 1 || words.get(1).startsWith("-"))) {
        out.print(family.listing(lang(args, environment)));
        return ExitCode.DONE;
      }
      CommandOptions command = catalogue.find(words).orElseThrow(() -> unknown(words));
      name = command.name();
      List<String> given = new ArrayList<>(args.subList(0, first));
      given.addAll(words.subList(Catalogue.words(command).size(), words.size()));
      start(command, given.toArray(String[]::new));
      if (Terminal.isWatched() && isRun(given)) {
        catalogue.next(command, lang(args, environment)).ifPresent(err::println);
      }
      return ExitCode.DONE;
    } catch (UsageException mistake) {
      out.flush();
      for (String message : mistake.messages()) {
        err.println(prefix(name) + message);
      }
      err.println("see ./jobs" + (name.isEmpty() ? "" : " " + name) + " --help");
      return ExitCode.USAGE;
    } catch (JobFailedException failed) {
      out.flush();
      err.println(prefix(name) + failed.getMessage());
      if (verbose && failed.getCause() != null) {
        err.print(stackTrace(failed.getCause()));
      }
      return failed.exitCode();
    } catch (Throwable unexpected) {
      out.flush();
      err.println(prefix(name) + Secrets.masked(unexpected.toString()));
      if (verbose) {
        err.print(stackTrace(unexpected));
      } else {
        err.println("run again with --verbose for the stack trace");
      }
      return ExitCode.FAILED;
    }
  }

  /** The index behind those options that may stand before a command, whose options they are. */
  private static int firstWord(List<String> args) {
    int index = 0;
    while (index < args.size()) {
      String arg = args.get(index);
      if (isOneOf(arg, "--lang", "--heap")) {
        index += 2;
      } else if (arg.equals("--verbose")
          || arg.startsWith("--lang=")
          || arg.startsWith("--heap=")) {
        index++;
      } else {
        break;
      }
    }
    return Math.min(index, args.size());
  }

  /** The language of messages, of which one may be that this language is not there. */
  private static Lang spoken(List<String> args, Map<String, String> environment) {
    try {
      return lang(args, environment);
    } catch (UsageException noLanguage) {
      return Lang.of(environment);
    }
  }

  /** The language of what this class itself prints; commands find theirs. */
  private static Lang lang(List<String> args, Map<String, String> environment) {
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals("--lang")) {
        return lang(i + 1 < args.size() ? args.get(i + 1) : "");
      }
      if (arg.startsWith("--lang=")) {
        return lang(arg.substring("--lang=".length()));
      }
    }
    return Lang.of(environment);
  }

  private static Lang lang(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "en" -> Lang.EN;
      case "ko" -> Lang.KO;
      default ->
          throw new UsageException(
              List.of("--lang: '" + Visible.text(value) + "' is not allowed; allowed: en, ko"));
    };
  }

  /** Not where something was only to be shown. */
  private static boolean isRun(List<String> given) {
    return given.stream()
        .noneMatch(
            arg ->
                isOneOf(arg, "-h", "--help", "-V", "--version", "--dry-run")
                    || arg.startsWith("--explain"));
  }

  private static boolean isOneOf(String word, String... words) {
    return List.of(words).contains(word);
  }

  private static String prefix(String name) {
    return name.isEmpty() ? "jobs: " : "jobs " + name + ": ";
  }

  private static String stackTrace(Throwable failure) {
    return Secrets.masked(ExceptionUtils.stringifyException(failure));
  }

  private static void start(CommandOptions command, String[] args) throws Throwable {
    if (command instanceof ExerciseOptions exercise) {
      ExerciseRunner.run(args, exercise);
      return;
    }
    try {
      command.mainClass().getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  private String completion(List<String> shell) {
    if (shell.equals(List.of("bash"))) {
      return Completion.bash(catalogue.commands());
    }
    if (shell.equals(List.of("zsh"))) {
      return Completion.zsh(catalogue.commands());
    }
    if (shell.size() == 1 && isOneOf(shell.get(0), "-h", "--help")) {
      return "./jobs completion bash|zsh\n";
    }
    throw new UsageException(
        List.of(
            shell.isEmpty()
                ? "which shell? bash or zsh, e.g. source <(./jobs completion bash)"
                : "'"
                    + Visible.text(String.join(" ", shell))
                    + "' is not allowed; allowed: bash, zsh"));
  }

  private static String manifest(CommandOptions command, List<String> args) {
    if (command instanceof JobOptions job) {
      return Manifest.of(job, args);
    }
    throw new UsageException(
        List.of("is no job, so nothing to deploy; name one: ./jobs kubernetes transaction-totals"));
  }

  private UsageException unknown(List<String> words) {
    String first = words.get(0);
    if (first.startsWith("-")) {
      return new UsageException(
          List.of("unknown option " + Visible.text(first) + "; options stand behind a command"));
    }
    String typed =
        words.size() > 1 && !catalogue.family(first).isEmpty() ? first + " " + words.get(1) : first;
    return new UsageException(
        List.of(
            "there is no command '"
                + Visible.text(typed)
                + "'"
                + catalogue
                    .nearest(words)
                    .map(nearest -> "; did you mean " + nearest + "?")
                    .orElse("; ./jobs lists them all")));
  }
}
