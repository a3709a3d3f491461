package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The total of some rows of a group: of a single one, of those in a block, or of all so far.
 *
 * @param total exact
 * @param count how many rows it is the total of
 */
@TypeInfo(GroupTotalSerializer.Factory.class)
public record GroupTotal(GroupKey group, Decimal total, long count) {

  /** Of one row. */
  public static GroupTotal of(GroupKey group, Decimal amount) {
    return new GroupTotal(group, amount, 1);
  }

  /** Of the rows of both, which are of one group. */
  public GroupTotal plus(GroupTotal more) {
    return new GroupTotal(group, total.plus(more.total), count + more.count);
  }
}
