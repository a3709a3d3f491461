package dev.flinkjobs.soak;

import java.util.Locale;

/** What is done to processes, always without a word. */
enum Kill {
  /** {@code kill -9}; another is started in its place. */
  TASKMANAGER,
  /** {@code kill -9}; another takes over by what it finds in ZooKeeper. */
  JOBMANAGER,
  /** {@code kill -9}; it starts again on its log. */
  BROKER,
  /** {@code kill -9} of the server's first process; it starts again on its data. */
  POSTGRES,
  /** A TaskManager stands still until its jobs run elsewhere, and then goes on. */
  FREEZE,
  /** All of Flink, and ZooKeeper with all it knew: only retained checkpoints are left. */
  CLUSTER;

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
