/** Proof by killing: jobs on real processes that die, and an account of what they committed. */
@NullMarked
package dev.flinkjobs.soak;

import org.jspecify.annotations.NullMarked;
