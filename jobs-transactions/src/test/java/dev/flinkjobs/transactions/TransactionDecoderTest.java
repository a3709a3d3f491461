package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvReader;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.time.EventTime;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransactionDecoderTest {

  @Test
  void aRowIsItsGroupAndItsAmount() throws Exception {
    RowBatch<Transaction> batch = batch("kind,place,amount\nb,x,10\na,x,1\nb,y,bad\nb,x,2.5\n");
    assertThat(batch.rows())
        .containsExactly(
            transaction("10", "b", "x"), transaction("1", "a", "x"), transaction("2.5", "b", "x"));
    assertThat(batch.rejected())
        .extracting(Rejected::line, Rejected::column, Rejected::reason)
        .containsExactly(tuple(4L, "amount", RejectReason.NOT_A_NUMBER));
  }

  private static RowBatch<Transaction> batch(String rows) throws Exception {
    var input = new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8));
    var decoder = new TransactionDecoder(List.of("kind", "place"), "amount");
    @Nullable EventTime none = null;
    var reader = CsvReader.fromStart("in", input, CsvDialect.withHeader(','), decoder, none);
    return Objects.requireNonNull(reader.readBatch());
  }

  private static Transaction transaction(String amount, String... group) {
    return new Transaction(GroupKey.of(group), Decimal.of(amount));
  }
}
