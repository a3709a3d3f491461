package dev.flinkjobs.csv;

import dev.flinkjobs.record.RowBatch;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one file from some row on, in their order. */
interface FileRows<T> extends Closeable {

  /** The next rows, or null at the end of the file. Does not wait for more than one row. */
  @Nullable RowBatch<T> readBatch() throws IOException;

  /** Where the next batch begins in the (uncompressed) file. */
  long position();

  /** The line on which the next batch begins, from 1. */
  long line();

  /** Whether the next batch is probably there without waiting, so that both can go on together. */
  boolean hasMoreAtHand();
}
