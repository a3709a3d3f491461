package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;

/**
 * The total of rows of a group.
 *
 * @param total exact
 * @param count how many rows it is the total of
 */
public record GroupTotal(GroupKey group, Decimal total, long count) {}
