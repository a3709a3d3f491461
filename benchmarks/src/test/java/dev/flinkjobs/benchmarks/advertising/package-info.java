@NullMarked
package dev.flinkjobs.benchmarks.advertising;

import org.jspecify.annotations.NullMarked;
