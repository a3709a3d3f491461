package dev.flinkjobs.benchmarks.advertising;

/**
 * What a contender has come to.
 *
 * @param written when the broker appended it, in milliseconds since 1970-01-01T00:00:00Z
 * @param visible when a reader got it that takes nothing that is not committed; as {@code written}
 */
record Result(CampaignWindow window, long views, long written, long visible) {}
