/** Exercise E4: jobs that go round and round until a condition is met. */
@NullMarked
package dev.flinkjobs.iteration;

import org.jspecify.annotations.NullMarked;
