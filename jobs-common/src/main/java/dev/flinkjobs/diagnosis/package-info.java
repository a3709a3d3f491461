/** Reports of operators on their watermarks and open windows, for {@code --diagnose}. */
@NullMarked
package dev.flinkjobs.diagnosis;

import org.jspecify.annotations.NullMarked;
