package dev.flinkjobs.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the launcher found out about the streams of this process; Java itself cannot tell. */
public final class Terminal {

  /** Which of {@code out} and {@code err} are terminals, as in {@code out,err}. */
  private static final String PROPERTY = "flinkjobs.terminals";

  private Terminal() {}

  /**
   * Whether a line on stderr may be written over. Not where results come out beside it on the same
   * terminal: they are progress enough.
   *
   * @param printing whether results go to stdout
   */
  public static boolean canShowProgress(boolean printing) {
    String terminals = System.getProperty(PROPERTY, "");
    return terminals.contains("err") && !(printing && terminals.contains("out"));
  }

  /** Whether a person sees both what this process prints and what it says besides. */
  public static boolean isWatched() {
    return System.getProperty(PROPERTY, "").equals("out,err");
  }

  /**
   * Stderr for a line that is written over: past the stream of the launcher, which spells out what
   * moves the cursor.
   */
  public static PrintStream err() {
    return System.getProperty(PROPERTY, "").contains("err")
        ? new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
        : System.err;
  }
}
