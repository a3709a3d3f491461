/**
 * What the tests of every module share: a cluster to break, contracts that a job has to keep, the
 * rules of the architecture. It knows nothing of the other modules, so that they all can use it.
 */
@NullMarked
package dev.flinkjobs.testing;

import org.jspecify.annotations.NullMarked;
