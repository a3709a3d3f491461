package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What one row adds to its group. */
@TypeInfo(GroupAmountSerializer.Factory.class)
public record GroupAmount(GroupKey group, Decimal amount) {}
