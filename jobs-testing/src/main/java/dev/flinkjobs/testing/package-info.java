/** Test support: cluster, architecture rules, contracts. Never on a job's main class path. */
@NullMarked
package dev.flinkjobs.testing;

import org.jspecify.annotations.NullMarked;
