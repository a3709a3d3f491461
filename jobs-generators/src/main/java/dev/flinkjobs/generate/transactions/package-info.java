/** Makes transactions to try the jobs on, and says what must come out. */
@NullMarked
package dev.flinkjobs.generate.transactions;

import org.jspecify.annotations.NullMarked;
