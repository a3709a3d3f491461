/** Peers to measure the jobs against, and what {@code benchmarks/run} needs to compare them. */
@NullMarked
package dev.flinkjobs.benchmarks;

import org.jspecify.annotations.NullMarked;
