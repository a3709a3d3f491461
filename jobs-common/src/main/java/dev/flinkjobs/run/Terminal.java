package dev.flinkjobs.run;

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
}
