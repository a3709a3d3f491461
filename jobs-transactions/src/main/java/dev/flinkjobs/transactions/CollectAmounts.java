package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.util.List;

/** Collects the amounts of each group, in their order. */
final class CollectAmounts extends GroupBuffer<GroupAmounts> {
  private static final long serialVersionUID = 1L;

  CollectAmounts(boolean passesOn) {
    super(passesOn);
  }

  @Override
  GroupKey key(GroupAmounts rows) {
    return rows.group();
  }

  @Override
  GroupAmounts together(GroupKey key, List<GroupAmounts> rows) {
    List<Decimal> amounts = rows.stream().flatMap(row -> row.amounts().stream()).toList();
    return new GroupAmounts(key, amounts);
  }
}
