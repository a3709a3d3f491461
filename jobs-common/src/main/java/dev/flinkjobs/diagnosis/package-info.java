/** What operators say of the time they are at, for those who wonder why nothing comes. */
@NullMarked
package dev.flinkjobs.diagnosis;

import org.jspecify.annotations.NullMarked;
