package dev.flinkjobs.basics;

/** The options of {@code file-lines}. */
public final class FileLinesOptions extends LinesOptions {

  @Override
  public String name() {
    return "file-lines";
  }

  @Override
  public Class<?> mainClass() {
    return FileLinesJob.class;
  }
}
