-- What is the average of each key in each window of 10 seconds, one every 5? The same as
-- `./jobs window-averages --window sliding:10s/5s`.
--
-- For the SQL client and gateway as it is. A header, and a row without a time or without a number of at most
-- 12 digits before the point and 6 behind it, is left out. Flink's csv fails at a bad quote and at text that is not UTF-8.
-- `./jobs sql-window-averages` reads the rows itself, and rejects all of these.

CREATE TABLE IF NOT EXISTS transaction_texts (
  transaction_id   STRING,
  `timestamp`      STRING,
  customer_id      STRING,
  transaction_type STRING,
  amount           STRING,
  currency         STRING,
  stock_ticker     STRING,
  stock_price      STRING,
  news_text        STRING,
  row_time         AS COALESCE(
    TRY_CAST(`timestamp` AS TIMESTAMP(3)),
    TIMESTAMP '0001-01-01 00:00:00'),
  WATERMARK FOR row_time AS row_time - INTERVAL '1' SECOND
) WITH (
  'connector' = 'filesystem',
  'path' = 'data/clean-transactions.csv',
  'format' = 'csv'
);

CREATE TEMPORARY VIEW IF NOT EXISTS transactions AS
SELECT
  COALESCE(transaction_id, '') AS transaction_id,
  row_time AS `timestamp`,
  COALESCE(TRY_CAST(amount AS DECIMAL(18, 6)), 0) AS amount
FROM transaction_texts
WHERE TRIM(transaction_id) <> ''
  AND row_time <> TIMESTAMP '0001-01-01 00:00:00'
  AND REGEXP(amount, '^\s*[+-]?([0-9]{1,12}([.][0-9]{0,6})?|[.][0-9]{1,6})\s*$');

SELECT
  transaction_id,
  window_start,
  window_end,
  AVG(amount) AS average,
  SUM(amount) AS `sum`,
  COUNT(*) AS `count`
FROM HOP(TABLE transactions, DESCRIPTOR(`timestamp`), INTERVAL '5' SECOND, INTERVAL '10' SECOND)
GROUP BY transaction_id, window_start, window_end;
