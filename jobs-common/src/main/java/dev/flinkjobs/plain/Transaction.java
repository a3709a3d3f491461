package dev.flinkjobs.plain;

/**
 * A transaction as a POJO: a field for each column of the course's file, by the column's name.
 *
 * <p>Amounts are doubles, as in the course, so sums are rounded: from about the sixteenth digit on.
 * The jobs of this suite sum exact decimals. What is missing in a row is NaN or empty.
 */
@SuppressWarnings("MemberName") // Flink and flink-csv find a field by its name.
public class Transaction {
  public String transaction_id = "";

  /** {@code yyyy-MM-dd HH:mm:ss}, without a zone. */
  public String timestamp = "";

  public String customer_id = "";
  public String transaction_type = "";
  public double amount = Double.NaN;
  public String currency = "";
  public String stock_ticker = "";
  public double stock_price = Double.NaN;
  public String news_text = "";
}
