/**
 * What programs of plain Flink share: POJOs and CSV sources. Nothing here needs the command line,
 * the ledger or the runner.
 */
@NullMarked
package dev.flinkjobs.plain;

import org.jspecify.annotations.NullMarked;
