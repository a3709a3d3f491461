package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvReader;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.EventTime;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransactionDecoderTest {
  private static final String ROWS = "kind,amount\nb,10\na,1\nb,x\nb,2.5\n";

  @Test
  void theAmountsOfAGroupAreOneRecordInTheOrderOfItsRows() throws Exception {
    assertThat(batch(new AmountsDecoder(List.of("kind"), "amount", false)).rows())
        .containsExactly(amounts("b", "10", "2.5"), amounts("a", "1"));
  }

  @Test
  void rowsInOrderAreARecordEach() throws Exception {
    assertThat(batch(new AmountsDecoder(List.of("kind"), "amount", true)).rows())
        .containsExactly(amounts("b", "10"), amounts("a", "1"), amounts("b", "2.5"));
  }

  @Test
  void theSumOfAGroupIsOneRecord() throws Exception {
    assertThat(batch(new TotalsDecoder(List.of("kind"), "amount")).rows())
        .containsExactly(
            new GroupTotal(GroupKey.of("b"), Decimal.of("12.5"), 2),
            new GroupTotal(GroupKey.of("a"), Decimal.of("1"), 1));
  }

  @Test
  void rowsAreCountedAndNotRecords() throws Exception {
    RowBatch<?> batch = batch(new TotalsDecoder(List.of("kind"), "amount"));
    assertThat(batch.accepted()).isEqualTo(3);
    assertThat(batch.rejected())
        .extracting(Rejected::line, Rejected::reason)
        .containsExactly(tuple(4L, RejectReason.NOT_A_NUMBER));
  }

  private static <T> RowBatch<T> batch(RowDecoder<T> decoder) throws Exception {
    var input = new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8));
    @Nullable EventTime none = null;
    var reader = CsvReader.fromStart("in", input, CsvDialect.withHeader(','), decoder, none);
    return Objects.requireNonNull(reader.readBatch());
  }

  private static GroupAmounts amounts(String group, String... amounts) {
    return new GroupAmounts(
        GroupKey.of(group), List.of(amounts).stream().map(Decimal::of).toList());
  }
}
