/** Rejected and late rows, which a job has written somewhere: to look at, correct and replay. */
@NullMarked
package dev.flinkjobs.deadletters;

import org.jspecify.annotations.NullMarked;
