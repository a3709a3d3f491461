/** Makes files of rows to try jobs on, with the expected results of each. */
@NullMarked
package dev.flinkjobs.generate;

import org.jspecify.annotations.NullMarked;
