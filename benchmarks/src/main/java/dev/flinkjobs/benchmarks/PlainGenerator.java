package dev.flinkjobs.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The peer: transactions made up by a loop as one writes it for a test. */
public final class PlainGenerator {
  private static final int SEED = 42;
  private static final DateTimeFormatter TIMESTAMPS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final List<String> KINDS =
      List.of(
          "Deposit",
          "Payment",
          "Transfer",
          "Withdrawal",
          "Type-0005",
          "Type-0006",
          "Type-0007",
          "Type-0008");
  private static final List<String> CURRENCIES = List.of("USD", "EUR", "GBP", "JPY", "KRW");
  private static final List<String> TICKERS =
      List.of("AAPL", "AMZN", "GOOG", "MSFT", "NVDA", "TSLA");
  private static final List<String> NEWS =
      List.of(
          "Chip makers invest in new factories",
          "Central bank keeps its rate",
          "Quarterly earnings beat forecasts");

  private PlainGenerator() {}

  /**
   * Runs it.
   *
   * @param args how many rows; the file to write
   */
  public static void main(String[] args) throws IOException {
    int rows = Integer.parseInt(args[0]);
    Random random = new Random(SEED);
    LocalDateTime time = LocalDateTime.of(2024, 1, 1, 9, 0);
    try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[1]))) {
      out.write(
          "transaction_id,timestamp,customer_id,transaction_type,amount,currency,stock_ticker,"
              + "stock_price,news_text\n");
      for (int i = 0; i < rows; i++) {
        time = time.plusSeconds(random.nextInt(2));
        out.write(
            String.join(
                    ",",
                    String.valueOf(1000 + i),
                    time.format(TIMESTAMPS),
                    "C" + random.nextInt(1000),
                    any(KINDS, random),
                    hundredths(1_000_000, random),
                    any(CURRENCIES, random),
                    any(TICKERS, random),
                    hundredths(500_000, random),
                    any(NEWS, random))
                + "\n");
      }
    }
  }

  private static String any(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static String hundredths(int most, Random random) {
    return BigDecimal.valueOf(1 + random.nextInt(most), 2).toString();
  }
}
