/** First steps with lines of text (E6). */
@NullMarked
package dev.flinkjobs.basics;

import org.jspecify.annotations.NullMarked;
