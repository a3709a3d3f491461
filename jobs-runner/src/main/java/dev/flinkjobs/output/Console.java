package dev.flinkjobs.output;

import java.io.PrintStream;

/** The two streams of the process that runs a subtask. */
public enum Console {
  STDOUT,
  STDERR;

  /** Asked for each time, since a launcher or a test may replace the stream. */
  PrintStream stream() {
    return this == STDOUT ? System.out : System.err;
  }
}
