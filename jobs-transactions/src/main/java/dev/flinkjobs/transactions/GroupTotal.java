package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The total of rows of a group.
 *
 * @param total exact
 * @param count how many rows it is the total of
 */
@TypeInfo(GroupTotalSerializer.Factory.class)
public record GroupTotal(GroupKey group, Decimal total, long count) {

  /** Of the rows of both, which are of one group. */
  public GroupTotal plus(GroupTotal more) {
    return new GroupTotal(group, total.plus(more.total), count + more.count);
  }
}
