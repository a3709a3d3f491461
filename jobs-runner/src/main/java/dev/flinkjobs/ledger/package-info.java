/** The account of every row: read = accepted + rejected, and what became of the accepted. */
@NullMarked
package dev.flinkjobs.ledger;

import org.jspecify.annotations.NullMarked;
