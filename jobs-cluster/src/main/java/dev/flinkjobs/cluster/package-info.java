/** Flink inside the process, closed to others. */
@NullMarked
package dev.flinkjobs.cluster;

import org.jspecify.annotations.NullMarked;
