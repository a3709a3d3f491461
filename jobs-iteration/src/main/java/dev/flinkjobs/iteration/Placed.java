package dev.flinkjobs.iteration;

/**
 * A value that knows where it stands among the others.
 *
 * @param place from 0
 */
public record Placed(long place, long value) {}
