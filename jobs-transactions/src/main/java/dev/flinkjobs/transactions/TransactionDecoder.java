package dev.flinkjobs.transactions;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowDecoder;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Takes from a row what is grouped by and what is summed. */
final class TransactionDecoder implements RowDecoder<Transaction> {
  private static final long serialVersionUID = 1L;

  private final List<String> columns;
  private final int amount;

  TransactionDecoder(List<String> groupBy, String sum) {
    this.columns = Stream.concat(groupBy.stream(), Stream.of(sum)).toList();
    this.amount = groupBy.size();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Transaction decode(Fields row) throws BadValue {
    return new Transaction(row.key(0, amount), row.decimal(amount));
  }

  @Override
  public TypeInformation<Transaction> type() {
    return Transaction.TYPE;
  }
}
