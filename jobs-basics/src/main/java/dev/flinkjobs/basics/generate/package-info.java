/** Makes lines of text to try the jobs on, and says which words are in them. */
@NullMarked
package dev.flinkjobs.basics.generate;

import org.jspecify.annotations.NullMarked;
