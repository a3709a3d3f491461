package dev.flinkjobs.benchmarks;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A row of the input as flink-csv reads it: a POJO with a field for each column, in their order.
 */
@JsonPropertyOrder({
  "transaction_id",
  "timestamp",
  "customer_id",
  "transaction_type",
  "amount",
  "currency",
  "stock_ticker",
  "stock_price",
  "news_text"
})
@SuppressWarnings("MemberName")
public class Transaction {
  public long transaction_id;
  public @Nullable String timestamp;
  public @Nullable String customer_id;
  public @Nullable String transaction_type;
  public double amount;
  public @Nullable String currency;
  public @Nullable String stock_ticker;
  public double stock_price;
  public @Nullable String news_text;
}
