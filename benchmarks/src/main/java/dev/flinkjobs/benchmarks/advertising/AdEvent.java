package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.time.Timed;

/**
 * Somebody saw an ad, or clicked on it, or bought something.
 *
 * @param type {@code view}, {@code click} or {@code purchase}
 * @param timestamp in milliseconds since 1970-01-01T00:00:00Z
 */
public record AdEvent(String type, String ad, long timestamp) implements Timed {}
