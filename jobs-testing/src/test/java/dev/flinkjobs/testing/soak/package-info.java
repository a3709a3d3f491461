@NullMarked
package dev.flinkjobs.testing.soak;

import org.jspecify.annotations.NullMarked;
