package dev.flinkjobs.transactions;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowDecoder;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Takes from a row what is grouped by and what is summed. */
record TransactionDecoder(List<String> columns) implements RowDecoder<Transaction> {
  TransactionDecoder(List<String> groupBy, String sum) {
    this(Stream.concat(groupBy.stream(), Stream.of(sum)).toList());
  }

  @Override
  public Transaction decode(Fields row) throws BadValue {
    int amount = columns.size() - 1;
    return new Transaction(row.key(0, amount), row.decimal(amount));
  }

  @Override
  public TypeInformation<Transaction> type() {
    return Transaction.TYPE;
  }
}
