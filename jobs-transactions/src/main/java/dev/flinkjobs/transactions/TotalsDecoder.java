package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import dev.flinkjobs.record.GroupKey;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The sum of each group, where nothing else is wanted. */
final class TotalsDecoder extends TransactionDecoder<DecimalSum, GroupTotal> {
  private static final long serialVersionUID = 1L;

  TotalsDecoder(List<String> groupBy, String sum) {
    super(groupBy, sum);
  }

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

  @Override
  public TypeInformation<GroupTotal> type() {
    return TypeInformation.of(GroupTotal.class);
  }
}
