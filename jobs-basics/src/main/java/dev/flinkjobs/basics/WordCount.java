package dev.flinkjobs.basics;

/**
 * How often a word came in one window.
 *
 * @param start of the window, in milliseconds since 1970-01-01T00:00:00Z
 * @param end of the window, exclusive
 */
public record WordCount(String word, long count, long start, long end) {}
