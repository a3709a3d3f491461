"""The peer: totals by Spark, in batch. usage: totals_spark.py INPUT discard|DIRECTORY THREADS"""

import os
import sys

from pyspark.sql import SparkSession, functions as f

source, output, threads = sys.argv[1:]
spark = (
    SparkSession.builder.master(f"local[{threads}]")
    .config("spark.sql.shuffle.partitions", threads)
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", os.environ.get("HEAP", "4g"))
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
columns = [
    "transaction_id", "timestamp", "customer_id", "transaction_type", "amount", "currency", "stock_ticker",
    "stock_price", "news_text",
]
schema = ", ".join(f"`{name}` " + ("DECIMAL(20, 3)" if name == "amount" else "STRING") for name in columns)
rows = spark.read.csv(source, schema, header=True, multiLine=True, escape='"')
totals = rows.groupBy("transaction_type").agg(f.sum("amount"), f.count("*"))
if output == "discard":
    totals.write.format("noop").mode("overwrite").save()
else:
    os.makedirs(output)
    with open(os.path.join(output, "part-0"), "w", encoding="utf-8") as file:
        for total in totals.collect():
            print(*total, sep=",", file=file)
spark.stop()
