@NullMarked
package dev.flinkjobs.output;

import org.jspecify.annotations.NullMarked;
