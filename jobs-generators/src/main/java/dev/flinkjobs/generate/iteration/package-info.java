/** Makes points and edges to try the jobs on, and says what must come of them. */
@NullMarked
package dev.flinkjobs.generate.iteration;

import org.jspecify.annotations.NullMarked;
