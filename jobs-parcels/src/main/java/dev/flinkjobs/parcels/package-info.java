/** Parcel routing (E3): parcels and the routes they take. */
@NullMarked
package dev.flinkjobs.parcels;

import org.jspecify.annotations.NullMarked;
