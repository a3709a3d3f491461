package dev.flinkjobs.basics;

import dev.flinkjobs.testing.StdStreams;
import java.util.function.Consumer;

/** What a command printed. */
record Outcome(String out, String err) {

  static Outcome of(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(args);
      return new Outcome(std.out(), std.err());
    }
  }
}
