@NullMarked
package dev.flinkjobs.soak;

import org.jspecify.annotations.NullMarked;
