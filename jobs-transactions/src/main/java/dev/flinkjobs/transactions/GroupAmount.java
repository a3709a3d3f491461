package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;

/**
 * What one row adds to its group. It needs no serializer of its own: it goes from operator to
 * operator within a chain.
 */
public record GroupAmount(GroupKey group, Decimal amount) {}
