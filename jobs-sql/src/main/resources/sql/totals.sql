-- What does each group of transactions add up to? The same as `./jobs transaction-totals`.
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
  news_text        STRING
) WITH (
  'connector' = 'filesystem',
  'path' = 'data/transactions.csv',
  'format' = 'csv'
);

SELECT
  transaction_type,
  SUM(amount) AS total,
  COUNT(*) AS `count`
FROM transactions
GROUP BY transaction_type;
