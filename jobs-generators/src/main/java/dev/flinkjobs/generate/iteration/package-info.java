/** Makes points and edges to try the jobs on, with the expected results. */
@NullMarked
package dev.flinkjobs.generate.iteration;

import org.jspecify.annotations.NullMarked;
