package dev.flinkjobs.csv;

import java.io.IOException;

/**
 * A file that cannot be read, now or when it is tried again. The message goes on after the file's
 * name.
 */
public final class CsvFileException extends IOException {
  private static final long serialVersionUID = 1L;

  CsvFileException(String message) {
    super(message);
  }
}
