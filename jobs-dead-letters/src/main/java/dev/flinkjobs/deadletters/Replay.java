package dev.flinkjobs.deadletters;

import java.io.Closeable;
import java.io.IOException;

/** Gives rows of dead letters to a job again, all or none. */
interface Replay extends Closeable {

  /** Adds a dead letter; says whether it is new, or was replayed there before. */
  boolean add(DeadLetter letter) throws IOException;

  /** Makes what was added last. Without it, nothing was replayed. */
  void commit() throws IOException;
}
