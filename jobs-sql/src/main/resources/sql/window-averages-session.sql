-- What is the average of each key in each session, which ends after a minute without a row? The same as
-- `./jobs window-averages --window session:1m`.
--
-- For the SQL client and gateway as it is, on files without a header, which Flink's csv takes for a
-- row, and without a bad row, of which it has no account.

CREATE TABLE IF NOT EXISTS transactions (
  transaction_id   STRING NOT NULL,
  `timestamp`      TIMESTAMP(3) NOT NULL,
  customer_id      STRING,
  transaction_type STRING NOT NULL,
  amount           DECIMAL(18, 6) NOT NULL,
  currency         STRING,
  stock_ticker     STRING,
  stock_price      STRING,
  news_text        STRING,
  WATERMARK FOR `timestamp` AS `timestamp` - INTERVAL '1' SECOND
) WITH (
  'connector' = 'filesystem',
  'path' = 'data/transactions.csv',
  'format' = 'csv'
);

SELECT
  transaction_id,
  window_start,
  window_end,
  AVG(amount) AS average,
  SUM(amount) AS `sum`,
  COUNT(*) AS `count`
FROM SESSION(
  TABLE transactions PARTITION BY transaction_id, DESCRIPTOR(`timestamp`), INTERVAL '1' MINUTE)
GROUP BY transaction_id, window_start, window_end;
