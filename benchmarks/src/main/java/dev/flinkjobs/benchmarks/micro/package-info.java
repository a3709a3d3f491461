/** What single parts cost, by JMH: see {@code benchmarks/micro}. */
@NullMarked
package dev.flinkjobs.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
