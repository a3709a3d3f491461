/** Where results go: one option, one {@code Output}. */
@NullMarked
package dev.flinkjobs.output;

import org.jspecify.annotations.NullMarked;
