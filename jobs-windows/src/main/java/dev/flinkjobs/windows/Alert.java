package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;

/**
 * A result beyond a threshold.
 *
 * @param above whether it is above the threshold; else it is below
 */
public record Alert(WindowResult result, boolean above, Decimal threshold) {}
