-- What was traded in each sector, at what average price?
--
-- For the SQL client and gateway as it is; SET 'execution.runtime-mode' = 'batch' gives each result
-- once. `./jobs sector-summary` takes the columns from here, and reads the rows itself.

CREATE TABLE IF NOT EXISTS finance (
  stock_code       STRING NOT NULL,
  sector           STRING NOT NULL,
  price            DECIMAL(18, 2) NOT NULL,
  volume           DECIMAL(20, 0) NOT NULL, -- A SUM of BIGINT wraps around.
  transaction_date STRING NOT NULL
) WITH (
  'connector' = 'filesystem',
  'path' = 'data/finance.csv',
  'format' = 'csv'
);

SELECT
  sector,
  SUM(price * volume) AS total_value,
  AVG(price) AS avg_price,
  SUM(volume) AS total_volume,
  COUNT(*) AS transaction_count
FROM finance
GROUP BY sector;
