/** What {@code ./jobs} starts: the catalogue of commands and their exit codes. No job logic. */
@NullMarked
package dev.flinkjobs.dist;

import org.jspecify.annotations.NullMarked;
