package dev.flinkjobs.csv;

import dev.flinkjobs.record.RowBatch;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text file as batches of records and rejected rows. Every row of the file is in exactly
 * one batch, as one or the other. A batch ends where the watermark moves, if rows have a time.
 */
interface RowReader<T> extends Closeable {

  /** The next rows, or null at the end of the file. Does not wait for more than one row. */
  @Nullable RowBatch<T> readBatch() throws IOException;

  /** Where the next batch begins in the (uncompressed) file. */
  long position();

  /** The line on which the next batch begins, from 1. */
  long line();

  /** Whether the batch before ended for the watermark's sake, with more rows probably at hand. */
  boolean isCut();
}
