package dev.flinkjobs.windows;

import java.util.List;

/**
 * What crosses the network at once.
 *
 * @param bucket of all their keys
 * @param all in the order in which their rows came
 */
record Partials(int bucket, List<Partial> all) {}
