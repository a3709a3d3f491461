/**
 * What the tests of every module share: a cluster to break, contracts that a job has to keep, the
 * rules of the architecture. Of the other modules it knows {@code jobs-cluster} only, so that all
 * others can use it.
 */
@NullMarked
package dev.flinkjobs.testing;

import org.jspecify.annotations.NullMarked;
