package dev.flinkjobs.parcels;

import dev.flinkjobs.record.Decimal;

/**
 * What is to be delivered.
 *
 * @param weightKg at least 0
 * @param address not blank; as it was read, so it may be composed or decomposed Hangul
 * @param refrigerated whether it has to stay cold
 */
public record Parcel(Decimal weightKg, String address, boolean refrigerated) {}
