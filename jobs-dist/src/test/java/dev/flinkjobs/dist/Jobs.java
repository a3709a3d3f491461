package dev.flinkjobs.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Runs the launcher script as a person does: in a process of its own, in some directory. */
final class Jobs {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Held here, since a logger that nobody holds forgets its level. */
  private static final Logger TEMPORARY_DIRECTORIES = Logger.getLogger("org.junit.jupiter.api.io");

  static {
    // A warning for every link out of the directory that is deleted, though only the link goes.
    TEMPORARY_DIRECTORIES.setLevel(Level.SEVERE);
  }

  private final List<String> command;
  private final Path directory;
  private final Map<String, String> environment;
  private final String input;
  private final boolean inputEnds;

  private Jobs(
      List<String> command,
      Path directory,
      Map<String, String> environment,
      String input,
      boolean inputEnds) {
    this.command = command;
    this.directory = directory;
    this.environment = environment;
    this.input = input;
    this.inputEnds = inputEnds;
  }

  /** How a process ended, and what it said. */
  record Result(int exitCode, String out, String err) {}

  /** The directory that the build packed. */
  static Path packed() {
    return Path.of(System.getProperty("distribution")).toAbsolutePath();
  }

  /** The tree that this module is in. */
  static Path tree() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  /** The packed launcher, called from {@code directory}. */
  static Jobs in(Path directory) {
    return in(directory, packed().resolve("jobs").toString());
  }

  /** Any command, called from {@code directory}. */
  static Jobs in(Path directory, String... command) {
    Path state = Path.of("target", "state").toAbsolutePath();
    return new Jobs(
        List.of(command),
        directory,
        Map.of("LC_ALL", "C.UTF-8", "XDG_STATE_HOME", state.toString()),
        "",
        true);
  }

  /** With a variable of the environment; an empty value removes it. */
  Jobs with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(environment);
    changed.put(name, value);
    return new Jobs(command, directory, changed, input, inputEnds);
  }

  /** With a text to read from its standard input, which then ends. */
  Jobs reading(String text) {
    return new Jobs(command, directory, environment, text, true);
  }

  /** With a text to read from its standard input, which is silent then but does not end. */
  Jobs readingOn(String text) {
    return new Jobs(command, directory, environment, text, false);
  }

  Result run(String... args) {
    return start(args).end();
  }

  Running start(String... args) {
    List<String> words = new ArrayList<>();
    if (System.getProperty("os.name").equals("Linux")) {
      // A build in the background ignores Ctrl-C, and so would all that it starts.
      words.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
    }
    words.addAll(command);
    words.addAll(List.of(args));
    try {
      Path streams = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "streams");
      Path out = streams.resolve("out");
      Path err = streams.resolve("err");
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      environment.forEach(builder.environment()::put);
      builder.environment().values().removeIf(String::isEmpty);
      Process process = builder.start();
      Running running = new Running(process, words, out, err).type(input);
      if (inputEnds) {
        process.getOutputStream().close();
      }
      return running;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A process under way. */
  static final class Running implements AutoCloseable {
    private final Process process;
    private final List<String> words;
    private final Path out;
    private final Path err;

    private Running(Process process, List<String> words, Path out, Path err) {
      this.process = process;
      this.words = words;
      this.out = out;
      this.err = err;
    }

    long pid() {
      return process.pid();
    }

    String out() {
      return text(out);
    }

    String err() {
      return text(err);
    }

    private static String text(Path file) {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    /** Waits until all this stands in what it said. */
    Running untilItSays(String... texts) {
      try {
        Awaitility.await(String.join(" ", words))
            .atMost(LIMIT)
            .until(
                () -> {
                  if (!process.isAlive()) {
                    throw new AssertionError("ended too early: " + end());
                  }
                  String said = out() + err();
                  return List.of(texts).stream().allMatch(said::contains);
                });
      } catch (ConditionTimeoutException silent) {
        close();
        throw new AssertionError("it said only\n" + out() + err(), silent);
      }
      return this;
    }

    /** Sends more to its standard input. */
    Running type(String text) throws IOException {
      OutputStream in = process.getOutputStream();
      in.write(text.getBytes(StandardCharsets.UTF_8));
      in.flush();
      return this;
    }

    /** What Ctrl-C does. */
    Running interrupt() throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
      return this;
    }

    boolean hasEnded() {
      return !process.isAlive();
    }

    Result end() {
      return endWithin(LIMIT);
    }

    Result endWithin(Duration limit) {
      try {
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
          close();
          throw new AssertionError(words + " did not end; it said\n" + out() + err());
        }
        return new Result(process.exitValue(), out(), err());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
