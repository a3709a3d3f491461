/** Running a job: embedded or on a cluster, with progress, summary and exit codes. */
@NullMarked
package dev.flinkjobs.run;

import org.jspecify.annotations.NullMarked;
