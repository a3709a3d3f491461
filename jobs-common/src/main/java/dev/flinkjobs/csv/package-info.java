/**
 * Text files as bytes: tokenizing, projecting and decoding rows of CSV without reading what nobody
 * asked for; and JSON lines, by the same rules.
 */
@NullMarked
package dev.flinkjobs.csv;

import org.jspecify.annotations.NullMarked;
