/** Where rows come from: one option, one {@code Input}. */
@NullMarked
package dev.flinkjobs.input;

import org.jspecify.annotations.NullMarked;
