/** Makes parcels to try the job on, and says which route they take. */
@NullMarked
package dev.flinkjobs.generate.parcels;

import org.jspecify.annotations.NullMarked;
