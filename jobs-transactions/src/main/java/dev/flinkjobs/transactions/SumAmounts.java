package dev.flinkjobs.transactions;

import dev.flinkjobs.record.DecimalSum;
import dev.flinkjobs.record.GroupKey;
import java.util.List;

/** Adds up the amounts of each group, where only the sum is wanted. */
final class SumAmounts extends GroupBuffer<GroupTotal> {
  private static final long serialVersionUID = 1L;

  SumAmounts(boolean passesOn) {
    super(passesOn);
  }

  @Override
  GroupKey key(GroupTotal rows) {
    return rows.group();
  }

  @Override
  GroupTotal together(GroupKey key, List<GroupTotal> rows) {
    DecimalSum sum = new DecimalSum();
    rows.forEach(row -> sum.add(row.total(), row.count()));
    return new GroupTotal(key, sum.sum(), sum.count());
  }
}
