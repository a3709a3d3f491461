"""The peer: totals by Spark. usage: totals_spark.py batch|streaming INPUT discard|DIRECTORY THREADS"""

import os
import sys
import tempfile

from pyspark.sql import SparkSession, functions as f

from transactions import types

kind, source, output, threads = sys.argv[1:]
spark = (
    SparkSession.builder.master(f"local[{threads}]")
    .config("spark.sql.shuffle.partitions", threads)
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", os.environ.get("HEAP", "4g"))
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
schema = ", ".join(f"`{name}` {type}" for name, type in types("STRING", amount="DECIMAL(20, 3)").items())


def totals(reader, path):
    rows = reader.csv(path, schema, header=True, multiLine=True, escape='"')
    return rows.groupBy("transaction_type").agg(f.sum("amount"), f.count("*"))


def write(result, batch=0):
    if output == "discard":
        result.write.format("noop").mode("overwrite").save()
    else:
        os.makedirs(output, exist_ok=True)
        with open(os.path.join(output, "part-0"), "w", encoding="utf-8") as file:
            for total in result.collect():
                print(*total, sep=",", file=file)


if kind == "batch":
    write(totals(spark.read, source))
else:
    # A stream of files takes a file only by a pattern.
    directory, name = os.path.split(os.path.abspath(source))
    stream = totals(spark.readStream, f"{directory}/{{{name}}}").writeStream
    with tempfile.TemporaryDirectory() as checkpoints:
        stream = stream.outputMode("complete").option("checkpointLocation", checkpoints)
        stream.foreachBatch(write).trigger(availableNow=True).start().awaitTermination()
spark.stop()
