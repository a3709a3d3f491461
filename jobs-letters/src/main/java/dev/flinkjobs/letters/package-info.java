/** Rejected and late rows, which a job has written somewhere: to look at, correct and replay. */
@NullMarked
package dev.flinkjobs.letters;

import org.jspecify.annotations.NullMarked;
