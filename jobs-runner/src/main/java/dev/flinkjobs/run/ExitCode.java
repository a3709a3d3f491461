package dev.flinkjobs.run;

/** What a command's exit status says. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;

  /** Something was found before the job started: an option, a missing file or column. */
  public static final int USAGE = 2;

  public static final int NOT_CONVERGED = 3;

  private ExitCode() {}
}
