package dev.flinkjobs.windows;

/**
 * What a window keeps of a key.
 *
 * @param revision how often it was emitted
 */
record Kept(Accumulated values, int revision) {

  Kept plus(Kept other, Aggregate aggregate) {
    return new Kept(aggregate.combine(values, other.values), Math.max(revision, other.revision));
  }

  Kept emitted() {
    return new Kept(values, revision + 1);
  }
}
