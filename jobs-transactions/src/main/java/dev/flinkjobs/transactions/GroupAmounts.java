package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What some rows add to their group, in the order of the rows: several rows that cross the network
 * as one record.
 */
@TypeInfo(GroupAmountsSerializer.Factory.class)
public record GroupAmounts(GroupKey group, List<Decimal> amounts) {}
