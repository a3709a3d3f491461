/** What flows through a job: decoded values, batches of rows, and rows that were rejected. */
@NullMarked
package dev.flinkjobs.record;

import org.jspecify.annotations.NullMarked;
