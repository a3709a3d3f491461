package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import dev.flinkjobs.record.GroupKey;

/** Adds up the amounts of each group, where only the sum is wanted. */
final class SumAmounts extends GroupBuffer<DecimalSum, GroupTotal> {
  private static final long serialVersionUID = 1L;

  @Override
  DecimalSum newGroup() {
    return new DecimalSum();
  }

  @Override
  void add(Decimal amount, DecimalSum group) {
    group.add(amount);
  }

  @Override
  GroupTotal record(GroupKey key, DecimalSum group) {
    return new GroupTotal(key, group.sum(), group.count());
  }
}
