-- What does each group of transactions add up to? The same as `./jobs transaction-totals`.
--
-- For the SQL client and gateway as it is; SET 'execution.runtime-mode' = 'batch' gives each result
-- once. A header, and a row without a number of at most 12 digits before the point and 6 behind it,
-- is left out. Flink's csv fails at a bad quote and at text that is not UTF-8.
-- `./jobs sql-totals` reads the rows itself, and rejects all of these.

CREATE TABLE IF NOT EXISTS transaction_texts (
  transaction_id   STRING,
  `timestamp`      STRING,
  customer_id      STRING,
  transaction_type STRING,
  amount           STRING,
  currency         STRING,
  stock_ticker     STRING,
  stock_price      STRING,
  news_text        STRING
) WITH (
  'connector' = 'filesystem',
  'path' = 'data/clean-transactions.csv',
  'format' = 'csv'
);

CREATE TEMPORARY VIEW IF NOT EXISTS transactions AS
SELECT
  COALESCE(transaction_type, '') AS transaction_type,
  COALESCE(TRY_CAST(amount AS DECIMAL(18, 6)), 0) AS amount
FROM transaction_texts
WHERE TRIM(transaction_type) <> ''
  AND REGEXP(amount, '^\s*[+-]?([0-9]{1,12}([.][0-9]{0,6})?|[.][0-9]{1,6})\s*$');

SELECT
  transaction_type,
  SUM(amount) AS total,
  COUNT(*) AS `count`
FROM transactions
GROUP BY transaction_type;
