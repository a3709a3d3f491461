/** The transformations of a stream, each with a literal result (E6). */
@NullMarked
package dev.flinkjobs.basics.tour;

import org.jspecify.annotations.NullMarked;
