/** E6: the transformations of a stream, each with a literal result. */
@NullMarked
package dev.flinkjobs.basics.tour;

import org.jspecify.annotations.NullMarked;
