-- What was traded in each sector in each hour, at what average price?
--
-- For the SQL client and gateway as it is; `./jobs sector-summary` reads times itself. Dates without a time of day are midnight.

CREATE TABLE IF NOT EXISTS finance (
  stock_code       STRING NOT NULL,
  sector           STRING NOT NULL,
  price            DECIMAL(18, 2) NOT NULL,
  volume           DECIMAL(20, 0) NOT NULL, -- A SUM of BIGINT wraps around.
  transaction_date STRING NOT NULL,
  traded_at        AS COALESCE(
    TRY_CAST(transaction_date AS TIMESTAMP(3)),
    TIMESTAMP '0001-01-01 00:00:00'),
  WATERMARK FOR traded_at AS traded_at - INTERVAL '1' SECOND
) WITH (
  'connector' = 'filesystem',
  'path' = 'data/finance.csv',
  'format' = 'csv'
);

CREATE TEMPORARY VIEW IF NOT EXISTS filtered AS
SELECT 'transaction_date is no time' AS reason
FROM finance
WHERE traded_at = TIMESTAMP '0001-01-01 00:00:00';

CREATE TEMPORARY VIEW IF NOT EXISTS traded AS
SELECT sector, price, volume, traded_at
FROM finance
WHERE traded_at <> TIMESTAMP '0001-01-01 00:00:00';

SELECT
  sector,
  window_start,
  window_end,
  SUM(price * volume) AS total_value,
  AVG(price) AS avg_price,
  SUM(volume) AS total_volume,
  COUNT(*) AS transaction_count
FROM TUMBLE(TABLE traded, DESCRIPTOR(traded_at), INTERVAL '1' HOUR)
GROUP BY sector, window_start, window_end;
