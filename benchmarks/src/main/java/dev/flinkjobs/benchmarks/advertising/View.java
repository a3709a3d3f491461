package dev.flinkjobs.benchmarks.advertising;

/**
 * Somebody saw an ad of a campaign.
 *
 * @param timestamp in milliseconds since 1970-01-01T00:00:00Z
 */
public record View(String campaign, long timestamp) {}
