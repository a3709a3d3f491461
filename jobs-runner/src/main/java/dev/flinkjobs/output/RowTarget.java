package dev.flinkjobs.output;

import dev.flinkjobs.run.JobFailedException;

/** Where generated rows go one by one. What fails is a {@link JobFailedException}. */
public interface RowTarget extends AutoCloseable {

  /** For rows that go to a file only. */
  RowTarget NOWHERE =
      new RowTarget() {
        @Override
        public void send(byte[] row) {}

        @Override
        public void close() {}
      };

  /**
   * Sends one row, sooner or later.
   *
   * @param row without its line end
   */
  void send(byte[] row);

  /** Waits until all rows have arrived; fails if one has not. */
  @Override
  void close();
}
