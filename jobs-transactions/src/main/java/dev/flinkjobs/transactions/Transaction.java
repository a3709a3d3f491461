package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RecordSerializer;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What totals need of a row: its group, and what it adds to the total of the group. */
public record Transaction(GroupKey group, Decimal amount) {
  static final TypeInformation<Transaction> TYPE =
      RecordSerializer.type(TypeInformation.of(Transaction.class));
}
