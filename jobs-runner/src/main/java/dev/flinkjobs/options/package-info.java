/** The command line: typed options, their help and docs, and errors that say what to do next. */
@NullMarked
package dev.flinkjobs.options;

import org.jspecify.annotations.NullMarked;
