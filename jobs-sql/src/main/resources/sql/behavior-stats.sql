-- How often does each behaviour occur in each category?
--
-- For the SQL client and gateway as it is.

CREATE TABLE IF NOT EXISTS user_behaviors (
  user_id  BIGINT NOT NULL,
  item_id  BIGINT NOT NULL,
  category STRING NOT NULL,
  behavior STRING NOT NULL,
  ts       TIMESTAMP(3) NOT NULL
) WITH (
  'connector' = 'filesystem',
  'path' = 'data/behaviors.jsonl',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

SELECT
  category,
  behavior,
  COUNT(*) AS `count`
FROM user_behaviors
GROUP BY category, behavior;
