package dev.flinkjobs.benchmarks.advertising;

/**
 * How often ads of a campaign were seen in a window.
 *
 * @param windowStart in milliseconds since 1970-01-01T00:00:00Z
 */
public record CampaignViews(String campaign, long windowStart, long views) {}
