package dev.flinkjobs.basics.tour;

/**
 * One result on its way to the console.
 *
 * @param stop the number of its stop, from 0
 */
public record Result(int stop, String text) {}
