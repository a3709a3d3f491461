package dev.flinkjobs.time;

/** A record that says when it happened. */
public interface Timed {

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  long timestamp();
}
