/** Makes lines of text to try the jobs on, and says which words are in them. */
@NullMarked
package dev.flinkjobs.generate.basics;

import org.jspecify.annotations.NullMarked;
