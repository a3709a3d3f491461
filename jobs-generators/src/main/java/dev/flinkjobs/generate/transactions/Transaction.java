package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.SeededNumbers;
import java.util.List;

/**
 * The values of one row.
 *
 * @param type as in {@link #type(int)}
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
  static final int COLUMNS = 9;

  private static final int CUSTOMERS = 999;

  private static final List<String> TYPES = List.of("Deposit", "Payment", "Transfer", "Withdrawal");

  /** One amount in so many has another scale than its currency commonly has. */
  private static final int ROWS_TO_ONE_ODD_SCALE = 32;

  private static final int ROWS_TO_ONE_NEGATIVE = 64;

  private static final List<String> TICKERS = List.of("AAPL", "AMZN", "MSFT", "NVDA", "TSLA");

  /** As they stand in a CSV file: some with commas, quotes, line breaks or Korean. */
  private static final List<String> NEWS_TEXTS =
      List.of(
          "Stock markets show volatility amid economic uncertainty",
          "Nvidia GPU demand surges due to AI advancements",
          "Amazon announces new AI-powered logistics platform",
          "Apple stock rises after positive earnings report",
          "Microsoft expands cloud services to new regions",
          "Central banks consider interest rate adjustments",
          "Regulatory changes impact global financial markets",
          "AI-driven trading strategies outperform traditional models",
          "Tesla delivers more cars than analysts expected",
          "Chip makers invest in new factories",
          "Exporters gain as the won weakens",
          "삼성전자 반도체 수출 호조",
          "한국은행 기준금리 동결",
          "\"Oil, gold and copper fall\"",
          "\"코스피 2,700선 회복, 외국인 순매수\"",
          "\"Analysts say \"\"buy\"\" after earnings\"",
          "\"\"\"실적 개선\"\" 전망에 주가 상승\"",
          "\"Markets at a glance:\nstocks up, bonds down\"",
          "\"장 마감 시황\r\n코스닥 상승, 원화 약세\"",
          "");

  /** What an amount is in. */
  enum Currency {
    EUR(2),
    GBP(2),
    JPY(0),
    KRW(0),
    USD(2);

    /** Each as often as it is drawn. */
    private static final List<Currency> LOTS =
        List.of(USD, USD, USD, USD, USD, USD, USD, EUR, EUR, EUR, EUR, GBP, GBP, JPY, JPY, KRW);

    /** The fractional digits that amounts in it commonly have. */
    private final int scale;

    Currency(int scale) {
      this.scale = scale;
    }
  }

  /**
   * Makes one up.
   *
   * @param types how many types there are
   */
  static Transaction draw(long id, long epochSecond, int types, SeededNumbers random) {
    int customer = random.between(1, CUSTOMERS);
    int type = random.below(types);
    Currency currency = random.pick(Currency.LOTS);
    int scale =
        random.below(ROWS_TO_ONE_ODD_SCALE) == 0
            ? random.between(0, ExpectedTotals.MAX_SCALE)
            : currency.scale;
    int size = random.between(1000, ExpectedTotals.MAX_UNSCALED);
    long unscaled = random.below(ROWS_TO_ONE_NEGATIVE) == 0 ? -size : size;
    String ticker = random.pick(TICKERS);
    int priceCents = random.between(100_00, 4999_99);
    String news = random.pick(NEWS_TEXTS);
    return new Transaction(
        id, epochSecond, customer, type, currency, unscaled, scale, ticker, priceCents, news);
  }

  /** The name of a type by its number, from 0: four real ones, then {@code Type-0005}, … */
  static String type(int type) {
    if (type < TYPES.size()) {
      return TYPES.get(type);
    }
    String number = String.valueOf(type + 1);
    return "Type-" + "0".repeat(Math.max(0, 4 - number.length())) + number;
  }

  /** Appends the field of a column. */
  void writeField(int column, Utf8Buffer csv, Timestamps timestamps) {
    switch (column) {
      case 0 -> csv.number(id, 0);
      case 1 -> timestamps.append(epochSecond, csv);
      case 2 -> {
        csv.ascii('C');
        csv.ascii((char) ('0' + customer / 100));
        csv.ascii((char) ('0' + customer / 10 % 10));
        csv.ascii((char) ('0' + customer % 10));
      }
      case TYPE -> csv.text(type(type));
      case AMOUNT -> csv.number(unscaled, scale);
      case 5 -> csv.text(currency.name());
      case STOCK_TICKER -> csv.text(ticker);
      case 7 -> csv.number(priceCents, 2);
      case NEWS -> csv.text(news);
      default -> throw new IllegalArgumentException("column " + column);
    }
  }
}
