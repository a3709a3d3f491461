/** E6: first steps with lines of text. */
@NullMarked
package dev.flinkjobs.basics;

import org.jspecify.annotations.NullMarked;
