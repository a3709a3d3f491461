package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Collects the amounts of each group, in their order. A single subtask sends each row on as it is:
 * then the order of rows across groups, which people see on the console, is kept too.
 */
final class CollectAmounts extends GroupBuffer<List<Decimal>, GroupAmounts> {
  private static final long serialVersionUID = 1L;

  private transient boolean single;

  @Override
  public void open() throws Exception {
    super.open();
    single = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() == 1;
  }

  @Override
  public void processElement(StreamRecord<GroupAmount> element) throws Exception {
    if (single) {
      GroupAmount row = element.getValue();
      List<Decimal> amount = List.of(row.amount());
      output.collect(new StreamRecord<>(new GroupAmounts(row.group(), amount)));
    } else {
      super.processElement(element);
    }
  }

  @Override
  List<Decimal> newGroup() {
    return new ArrayList<>();
  }

  @Override
  void add(Decimal amount, List<Decimal> group) {
    group.add(amount);
  }

  @Override
  GroupAmounts record(GroupKey key, List<Decimal> group) {
    return new GroupAmounts(key, group);
  }
}
