-- What does each group of transactions add up to in won? Joins each transaction with the rate of its currency.
--
-- For the SQL client and gateway as it is; SET 'execution.runtime-mode' = 'batch' gives each result
-- once. A transaction in a currency without a rate is left out, and so is the header of the file. No job runs this
-- script: `./jobs tour broadcast-state` does the same without SQL.

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

CREATE TEMPORARY VIEW IF NOT EXISTS rates AS
SELECT currency, CAST(rate AS DECIMAL(10, 2)) AS rate
FROM (VALUES ('KRW', 1.00), ('USD', 1400.00), ('EUR', 1500.00), ('GBP', 1750.00), ('JPY', 9.30)) AS t (currency, rate);

SELECT
  transaction_type,
  SUM(TRY_CAST(amount AS DECIMAL(18, 6)) * rate) AS total_in_won,
  COUNT(*) AS `count`
FROM transaction_texts
JOIN rates ON rates.currency = transaction_texts.currency
GROUP BY transaction_type;
