package dev.flinkjobs.csv;

/** A file that cannot be read as CSV at all. The message goes on after the file's name. */
public final class CsvFileException extends Exception {
  private static final long serialVersionUID = 1L;

  CsvFileException(String message) {
    super(message, null, false, false);
  }
}
