/** Windowed averages (E2): averages over windows of event time. */
@NullMarked
package dev.flinkjobs.windows;

import org.jspecify.annotations.NullMarked;
