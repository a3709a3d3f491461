/** Makes transactions to try the jobs on, with the expected results. */
@NullMarked
package dev.flinkjobs.generate.transactions;

import org.jspecify.annotations.NullMarked;
