-- What was sold of each category in each hour, returns and broken rows left out?
--
-- For the SQL client and gateway as it is; `./jobs sales-summary` reads times itself. The header of a file is no
-- number, and so left out. `SELECT reason, COUNT(*) FROM filtered GROUP BY
-- reason` says what was left out.

CREATE TABLE IF NOT EXISTS sales (
  InvoiceNo         STRING,
  StockCode         STRING,
  Description       STRING,
  Quantity          STRING,
  InvoiceDate       STRING,
  UnitPrice         STRING,
  CustomerID        STRING,
  Country           STRING,
  Discount          STRING,
  PaymentMethod     STRING,
  ShippingCost      STRING,
  Category          STRING,
  SalesChannel      STRING,
  ReturnStatus      STRING,
  ShipmentProvider  STRING,
  WarehouseLocation STRING,
  OrderPriority     STRING,
  sold_at           AS COALESCE(
    TRY_CAST(InvoiceDate AS TIMESTAMP(3)),
    TRY_CAST(InvoiceDate || ':00' AS TIMESTAMP(3)),
    TIMESTAMP '0001-01-01 00:00:00'),
  WATERMARK FOR sold_at AS sold_at - INTERVAL '1' SECOND
) WITH (
  'connector' = 'filesystem',
  'path' = 'data/sales.csv',
  'format' = 'csv'
);

CREATE TEMPORARY VIEW IF NOT EXISTS texts AS
SELECT
  NULLIF(TRIM(Category), '') AS category,
  sold_at,
  COALESCE(TRIM(Quantity), '') AS quantity,
  COALESCE(TRIM(UnitPrice), '') AS unit_price
FROM sales;

-- Numbers in any notation, with an exponent too: of so few digits that one that fits below is exact here.
CREATE TEMPORARY VIEW IF NOT EXISTS exact AS
SELECT
  texts.*,
  CASE
    WHEN REGEXP(quantity, '^\s*[+-]?([0-9]{1,12}([.][0-9]{0,10})?|[.][0-9]{1,10})([eE][+-]?[0-9]{1,3})?\s*$')
      THEN TRY_CAST(quantity AS DECIMAL(38, 26))
  END AS exact_quantity,
  CASE
    WHEN REGEXP(unit_price, '^\s*[+-]?([0-9]{1,12}([.][0-9]{0,10})?|[.][0-9]{1,10})([eE][+-]?[0-9]{1,3})?\s*$')
      THEN TRY_CAST(unit_price AS DECIMAL(38, 26))
  END AS exact_unit_price
FROM texts;

-- A number has at most 12 digits before the point and 4 behind it, so that nothing is rounded; one
-- that is missing is 0. Most have no exponent, and are read at less cost.
CREATE TEMPORARY VIEW IF NOT EXISTS numbers AS
SELECT
  category,
  sold_at,
  sold_at = TIMESTAMP '0001-01-01 00:00:00' AS timeless,
  CASE
    WHEN quantity = '' THEN 0
    WHEN REGEXP(quantity, '^[+-]?([0-9]{1,12}([.][0-9]{0,4})?|[.][0-9]{1,4})$')
      THEN TRY_CAST(quantity AS DECIMAL(16, 4))
    WHEN exact_quantity = TRY_CAST(exact_quantity AS DECIMAL(16, 4))
      THEN TRY_CAST(exact_quantity AS DECIMAL(16, 4))
  END AS quantity,
  CASE
    WHEN unit_price = '' THEN 0
    WHEN REGEXP(unit_price, '^[+-]?([0-9]{1,12}([.][0-9]{0,4})?|[.][0-9]{1,4})$')
      THEN TRY_CAST(unit_price AS DECIMAL(16, 4))
    WHEN exact_unit_price = TRY_CAST(exact_unit_price AS DECIMAL(16, 4))
      THEN TRY_CAST(exact_unit_price AS DECIMAL(16, 4))
  END AS unit_price,
  quantity AS quantity_text,
  unit_price AS unit_price_text
FROM exact;

CREATE TEMPORARY VIEW IF NOT EXISTS cleaned AS
SELECT
  category,
  sold_at,
  quantity,
  unit_price,
  CASE
    WHEN quantity IS NULL AND REGEXP(quantity_text, '^\s*[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?\s*$')
      THEN 'Quantity is out of range'
    WHEN quantity IS NULL THEN 'Quantity is no number'
    WHEN unit_price IS NULL AND REGEXP(unit_price_text, '^\s*[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?\s*$')
      THEN 'UnitPrice is out of range'
    WHEN unit_price IS NULL THEN 'UnitPrice is no number'
    WHEN quantity <= 0 THEN 'Quantity is not above 0'
    WHEN unit_price <= 0 THEN 'UnitPrice is not above 0'
    WHEN category IS NULL THEN 'Category is missing'
    WHEN timeless THEN 'InvoiceDate is no time'
  END AS reason
FROM numbers;

CREATE TEMPORARY VIEW IF NOT EXISTS filtered AS
SELECT reason FROM cleaned WHERE reason IS NOT NULL;

CREATE TEMPORARY VIEW IF NOT EXISTS sold AS
SELECT category, sold_at, quantity, unit_price FROM cleaned WHERE reason IS NULL;

SELECT
  category,
  window_start,
  window_end,
  ROUND(SUM(quantity * unit_price), 2) AS total_sales
FROM TUMBLE(TABLE sold, DESCRIPTOR(sold_at), INTERVAL '1' HOUR)
GROUP BY category, window_start, window_end;
