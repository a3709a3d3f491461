package dev.flinkjobs.iteration;

/**
 * One node points to another, or to itself.
 *
 * @param source not blank
 * @param target not blank
 */
public record Edge(String source, String target) {}
