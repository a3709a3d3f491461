package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

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

  /**
   * Of the rows before, if any, and one more.
   *
   * @param before null for none
   */
  static GroupTotal next(@Nullable GroupTotal before, GroupKey group, Decimal amount) {
    return before == null
        ? new GroupTotal(group, amount, 1)
        : new GroupTotal(group, before.total.plus(amount), before.count + 1);
  }
}
