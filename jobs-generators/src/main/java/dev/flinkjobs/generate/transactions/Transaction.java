package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.SeededNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row.
 *
 * @param type as in {@link TransactionTypes}
 * @param unscaled the amount is {@code unscaled} x 10^-{@code scale}
 * @param priceCents of the stock
 * @param news as it stands in the file
 */
record Transaction(
    long id,
    long epochSecond,
    int customer,
    int type,
    Currency currency,
    long unscaled,
    int scale,
    String ticker,
    int priceCents,
    String news) {

  static final String HEADER =
      "transaction_id,timestamp,customer_id,transaction_type,amount,currency,stock_ticker,"
          + "stock_price,news_text\n";

  /** Columns by their place in {@link #HEADER}. */
  static final int TYPE = 3;

  static final int AMOUNT = 4;
  static final int STOCK_TICKER = 6;
  static final int NEWS = 8;
  private static final int COLUMNS = 9;

  private static final int CUSTOMERS = 999;

  /** One amount in so many has another scale than its currency commonly has. */
  private static final int ROWS_TO_ONE_ODD_SCALE = 32;

  private static final int ROWS_TO_ONE_NEGATIVE = 64;

  private static final List<String> TICKERS = List.of("AAPL", "AMZN", "MSFT", "NVDA", "TSLA");

  /**
   * Makes one up.
   *
   * @param types how many types there are
   */
  static Transaction draw(long id, long epochSecond, int types, SeededNumbers random) {
    int customer = random.between(1, CUSTOMERS);
    int type = random.below(types);
    Currency currency = Currency.draw(random);
    int scale =
        random.below(ROWS_TO_ONE_ODD_SCALE) == 0
            ? random.between(0, ExpectedTotals.MAX_SCALE)
            : currency.scale();
    int size = random.between(1000, ExpectedTotals.MAX_UNSCALED);
    long unscaled = random.below(ROWS_TO_ONE_NEGATIVE) == 0 ? -size : size;
    String ticker = TICKERS.get(random.below(TICKERS.size()));
    int priceCents = random.between(100_00, 4999_99);
    String news = News.draw(random);
    return new Transaction(
        id, epochSecond, customer, type, currency, unscaled, scale, ticker, priceCents, news);
  }

  /**
   * Appends the row and its line end.
   *
   * @param fault null for none
   */
  void writeTo(Utf8Buffer csv, Timestamps timestamps, @Nullable Fault fault) {
    Fault.writeRow(csv, COLUMNS, fault, column -> writeField(column, csv, timestamps));
  }

  private void writeField(int column, Utf8Buffer csv, Timestamps timestamps) {
    switch (column) {
      case 0 -> csv.number(id, 0);
      case 1 -> timestamps.append(epochSecond, csv);
      case 2 -> {
        csv.ascii('C');
        csv.ascii((char) ('0' + customer / 100));
        csv.ascii((char) ('0' + customer / 10 % 10));
        csv.ascii((char) ('0' + customer % 10));
      }
      case TYPE -> TransactionTypes.append(type, csv);
      case AMOUNT -> csv.number(unscaled, scale);
      case 5 -> csv.text(currency.code());
      case STOCK_TICKER -> csv.text(ticker);
      case 7 -> csv.number(priceCents, 2);
      case NEWS -> csv.text(news);
      default -> throw new IllegalArgumentException("column " + column);
    }
  }
}
