/** Iteration (E4): jobs that run in rounds until a condition is met. */
@NullMarked
package dev.flinkjobs.iteration;

import org.jspecify.annotations.NullMarked;
