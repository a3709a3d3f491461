-- How often does each behaviour occur in each category?
--
-- For the SQL client and gateway as it is. Times with a T in place of the blank need
-- 'json.timestamp-format.standard' = 'ISO-8601'; `./jobs behavior-stats` reads both.

CREATE TABLE IF NOT EXISTS user_behaviors (
  user_id  STRING NOT NULL,
  item_id  STRING NOT NULL,
  category STRING NOT NULL,
  behavior STRING NOT NULL,
  ts       TIMESTAMP(3) NOT NULL
) WITH (
  'connector' = 'filesystem',
  'path' = 'data/behaviors.jsonl',
  'format' = 'json'
);

SELECT
  category,
  behavior,
  COUNT(*) AS `count`,
  MAX(ts) AS update_time -- Not the clock, so that a second run says the same.
FROM user_behaviors
GROUP BY category, behavior;
