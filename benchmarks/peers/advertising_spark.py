"""The peer: views of campaigns by Spark Structured Streaming. Goes on until it is killed.

usage: advertising_spark.py SERVERS EVENTS RESULTS CAMPAIGNS CHECKPOINTS WINDOW MAX_DELAY THREADS HEAP JARS
"""

import glob
import os
import sys

from pyspark.sql import SparkSession, functions as f

servers, events, results, campaigns, checkpoints, window, max_delay, threads, heap, jars = sys.argv[1:]
spark = (
    SparkSession.builder.master(f"local[{threads}]")
    .config("spark.jars", ",".join(glob.glob(os.path.join(jars, "*.jar"))))
    .config("spark.sql.shuffle.partitions", threads)
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.driver.memory", heap)
    .getOrCreate()
)
spark.sparkContext.setLogLevel("WARN")
campaign_of_ad = spark.read.csv(campaigns, "ad_id STRING, campaign_id STRING", header=True)
event = f.from_json(
    f.col("value").cast("string"), "ad_id STRING, event_type STRING, event_time STRING"
).alias("event")
views = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", servers)
    .option("subscribe", events)
    .option("startingOffsets", "earliest")
    .load()
    .select(event)
    .where("event.event_type = 'view'")
    .select("event.ad_id", f.timestamp_millis(f.col("event.event_time").cast("long")).alias("time"))
    .join(f.broadcast(campaign_of_ad), "ad_id")
    .withWatermark("time", max_delay)
    .groupBy("campaign_id", f.window("time", window))
    .count()
)
# Append: each window once, when it is over. Update would write each with every batch that adds to it.
(
    views.select(
        f.to_json(
            f.struct(
                "campaign_id",
                f.unix_millis("window.start").alias("window_start"),
                f.col("count").alias("views"),
            )
        ).alias("value")
    )
    .writeStream.format("kafka")
    .option("kafka.bootstrap.servers", servers)
    .option("topic", results)
    .option("checkpointLocation", checkpoints)
    .outputMode("append")
    .start()
    .awaitTermination()
)
