/** The account of every row: read = accepted + rejected + late + filtered + duplicate. */
@NullMarked
package dev.flinkjobs.ledger;

import org.jspecify.annotations.NullMarked;
