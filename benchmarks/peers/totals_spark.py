"""The peer: totals by Spark, in batch. usage: totals_spark.py INPUT discard|DIRECTORY THREADS"""

import os
import sys

from pyspark.sql import SparkSession, functions as f

from transactions import types

source, output, threads = sys.argv[1:]
spark = (
    SparkSession.builder.master(f"local[{threads}]")
    .config("spark.sql.shuffle.partitions", threads)
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", os.environ.get("HEAP", "4g"))
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
schema = ", ".join(f"`{name}` {type}" for name, type in types("STRING", amount="DECIMAL(20, 3)").items())
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
