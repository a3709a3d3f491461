/** Running totals (E1): totals of transactions. */
@NullMarked
package dev.flinkjobs.transactions;

import org.jspecify.annotations.NullMarked;
