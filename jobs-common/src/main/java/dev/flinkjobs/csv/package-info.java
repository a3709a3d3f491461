/** CSV as bytes: tokenizing, projecting and decoding rows without reading what nobody asked for. */
@NullMarked
package dev.flinkjobs.csv;

import org.jspecify.annotations.NullMarked;
