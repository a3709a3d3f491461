/** Event time: timestamps, watermarks, bounded out-of-orderness and idle sources. */
@NullMarked
package dev.flinkjobs.time;

import org.jspecify.annotations.NullMarked;
