package dev.flinkjobs.windows;

import dev.flinkjobs.record.GroupKey;

/**
 * What a window came to.
 *
 * @param start of the window, inclusive, in milliseconds since 1970-01-01T00:00:00Z
 * @param end of the window, exclusive, in the same
 * @param revision 1, or one more each time that a late row changes what was emitted before
 */
public record WindowResult(
    GroupKey key, long start, long end, AggregateResult aggregate, int revision) {}
