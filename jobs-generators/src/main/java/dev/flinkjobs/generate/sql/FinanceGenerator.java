package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes trades of shares, without a header. */
final class FinanceGenerator extends CsvGenerator<FinanceGenerator.ExpectedSectors> {
  private static final List<String> CODES = List.of("005930", "000660", "035420", "068270");
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final int DAYS = 366;

  private static final int SECTOR = 1;
  private static final int PRICE = 2;
  private static final int VOLUME = 3;
  private static final int COLUMNS = 5;

  private static final Faults FAULTS =
      new Faults(
          List.of(
              Fault.of(RejectReason.NOT_A_NUMBER, PRICE, "71000원"),
              Fault.of(RejectReason.MISSING_VALUE, SECTOR, ""),
              Fault.of(RejectReason.OUT_OF_RANGE, PRICE, "71000.125"),
              Fault.of(RejectReason.WRONG_COLUMN_COUNT, PRICE, "71,000.50"),
              Fault.cp949(SECTOR, "반도체"),
              Fault.of(RejectReason.MISSING_VALUE, VOLUME, " "),
              Fault.of(RejectReason.OUT_OF_RANGE, VOLUME, "12.5"),
              Fault.cutBefore(VOLUME),
              Fault.of(RejectReason.NOT_A_NUMBER, VOLUME, "many"),
              Fault.of(RejectReason.BAD_QUOTE, COLUMNS - 1, "\"2024-\"01-01")),
          Fault.of(RejectReason.ROW_TOO_LONG, SECTOR, "반도체 ".repeat(120_000)));

  FinanceGenerator(GenerateFinanceOptions options) {
    super("", options, new ExpectedSectors());
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < badRate;
    String code = random.pick(CODES);
    int sector = random.below(ExpectedSectors.NAMES.size());
    int cents = random.between(5_000_000, 100_000_000);
    int volume = random.between(10, 999);
    LocalDate day = FIRST_DAY.plusDays(random.below(DAYS));
    write(
        to,
        COLUMNS,
        bad,
        FAULTS,
        column -> {
          switch (column) {
            case 0 -> to.text(code);
            case SECTOR -> to.text(ExpectedSectors.NAMES.get(sector));
            case PRICE -> to.number(cents, 2);
            case VOLUME -> to.number(volume, 0);
            default -> to.text(day.toString());
          }
        },
        () -> expected.accept(sector, cents, volume));
  }

  /** What {@code sector-summary} must come to. */
  static final class ExpectedSectors extends ExpectedResults {
    static final List<String> NAMES = List.of("biotech", "internet", "semiconductor");

    private final BigInteger[] values = new BigInteger[NAMES.size()];
    private final long[] prices = new long[NAMES.size()];
    private final long[] volumes = new long[NAMES.size()];
    private final long[] counts = new long[NAMES.size()];

    ExpectedSectors() {
      Arrays.fill(values, BigInteger.ZERO);
    }

    void accept(int sector, long cents, long volume) {
      values[sector] = values[sector].add(BigInteger.valueOf(cents * volume));
      prices[sector] += cents;
      volumes[sector] += volume;
      counts[sector]++;
      accept();
    }

    @Override
    protected void writeResults(Writer json) throws IOException {
      json.write(
          lines(
              "sectors",
              IntStream.range(0, NAMES.size())
                  .filter(sector -> counts[sector] > 0)
                  .mapToObj(sector -> field(NAMES.get(sector), object(results(sector))))));
    }

    private Stream<String> results(int sector) {
      BigDecimal prices = BigDecimal.valueOf(this.prices[sector], 2);
      BigDecimal count = BigDecimal.valueOf(counts[sector]);
      return Stream.of(
          field("total_value", new BigDecimal(values[sector], 2)),
          field("avg_price", prices.divide(count, 6, RoundingMode.HALF_UP)),
          field("total_volume", volumes[sector]),
          field("transaction_count", count));
    }
  }
}
