package dev.flinkjobs.transactions;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RowCollector;
import dev.flinkjobs.record.RowDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes from rows what is grouped by and what is summed; of the rows of a block, all of a group at
 * once.
 *
 * @param <B> what is kept of the rows of a group meanwhile
 */
abstract class TransactionDecoder<B, T> implements RowDecoder<T> {
  private static final long serialVersionUID = 1L;

  private final List<String> columns;
  private final int amount;

  TransactionDecoder(List<String> groupBy, String sum) {
    this.columns = Stream.concat(groupBy.stream(), Stream.of(sum)).toList();
    this.amount = groupBy.size();
  }

  abstract B newGroup();

  abstract void add(Decimal amount, B group);

  abstract T record(GroupKey key, B group);

  @Override
  public final List<String> columns() {
    return columns;
  }

  @Override
  public final T decode(Fields row) throws BadValue {
    GroupKey key = row.key(0, amount);
    B group = newGroup();
    add(row.decimal(amount), group);
    return record(key, group);
  }

  @Override
  public RowCollector<T> collector() {
    return new ByGroup();
  }

  /** The groups of a block, in the order of their first rows. */
  private final class ByGroup implements RowCollector<T> {
    private final Map<GroupKey, B> groups = new LinkedHashMap<>();

    @Override
    public void add(Fields row) throws BadValue {
      GroupKey key = row.key(0, amount);
      Decimal decimal = row.decimal(amount);
      B group = groups.get(key);
      if (group == null) {
        group = newGroup();
        groups.put(key, group);
      }
      TransactionDecoder.this.add(decimal, group);
    }

    @Override
    public List<T> take() {
      List<T> taken = new ArrayList<>(groups.size());
      groups.forEach((key, group) -> taken.add(record(key, group)));
      groups.clear();
      return taken;
    }
  }
}
