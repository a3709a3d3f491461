package dev.flinkjobs.benchmarks.advertising;

/**
 * What a result is about.
 *
 * @param start in milliseconds since 1970-01-01T00:00:00Z
 */
record CampaignWindow(String campaign, long start) {}
