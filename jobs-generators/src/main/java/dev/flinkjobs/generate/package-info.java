/** Makes files of rows to try jobs on, and says beside each what must come out of it. */
@NullMarked
package dev.flinkjobs.generate;

import org.jspecify.annotations.NullMarked;
