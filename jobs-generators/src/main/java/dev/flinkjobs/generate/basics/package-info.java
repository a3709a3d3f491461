/** Makes lines of text to try the jobs on, with the expected counts of words. */
@NullMarked
package dev.flinkjobs.generate.basics;

import org.jspecify.annotations.NullMarked;
