/**
 * The benchmark of views of ads by campaign, which the field quotes: see {@code
 * benchmarks/advertising}.
 */
@NullMarked
package dev.flinkjobs.benchmarks.advertising;

import org.jspecify.annotations.NullMarked;
