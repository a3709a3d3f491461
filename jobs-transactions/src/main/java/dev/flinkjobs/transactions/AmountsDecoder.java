package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalList;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RowCollector;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The amounts of each group, in the order of the rows. */
final class AmountsDecoder extends TransactionDecoder<List<Decimal>, GroupAmounts> {
  private static final long serialVersionUID = 1L;

  private final boolean inOrder;

  /**
   * @param inOrder whether rows keep their order across groups, too: then each is for itself
   */
  AmountsDecoder(List<String> groupBy, String sum, boolean inOrder) {
    super(groupBy, sum);
    this.inOrder = inOrder;
  }

  @Override
  List<Decimal> newGroup() {
    return new DecimalList(1);
  }

  @Override
  void add(Decimal amount, List<Decimal> group) {
    group.add(amount);
  }

  @Override
  GroupAmounts record(GroupKey key, List<Decimal> group) {
    return new GroupAmounts(key, group);
  }

  @Override
  public RowCollector<GroupAmounts> collector() {
    return inOrder ? oneByOne() : super.collector();
  }

  @Override
  public TypeInformation<GroupAmounts> type() {
    return TypeInformation.of(GroupAmounts.class);
  }
}
