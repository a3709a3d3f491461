package dev.flinkjobs.parcels;

/** Which of the routes that take a parcel it goes. */
enum Routing {
  /** Each of them, so that a heavy parcel that has to stay cold is known to both. */
  ALL,
  /** The first, so that each parcel is sent once. */
  FIRST
}
