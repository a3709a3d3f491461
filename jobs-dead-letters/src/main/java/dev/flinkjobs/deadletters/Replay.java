package dev.flinkjobs.deadletters;

import java.io.Closeable;
import java.io.IOException;

/** Gives rows of letters to a job again, all or none. */
interface Replay extends Closeable {

  /** Adds a letter; says whether it is new, or was replayed there before. */
  boolean add(DeadLetter letter) throws IOException;

  /** Makes what was added last. Without it, nothing was replayed. */
  void commit() throws IOException;
}
