/** When events happened, and how late they may be. */
@NullMarked
package dev.flinkjobs.time;

import org.jspecify.annotations.NullMarked;
