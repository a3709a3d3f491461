/** Makes parcels to try the job on, with the expected routes. */
@NullMarked
package dev.flinkjobs.generate.parcels;

import org.jspecify.annotations.NullMarked;
