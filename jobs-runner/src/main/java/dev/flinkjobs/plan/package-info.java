/** A job's plan as JSON, Mermaid or SVG. */
@NullMarked
package dev.flinkjobs.plan;

import org.jspecify.annotations.NullMarked;
