package dev.flinkjobs.time;

/** A record with a timestamp of event time. */
public interface Timed {

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  long timestamp();
}
