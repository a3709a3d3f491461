"""The peer: averages of 5 s by DuckDB. usage: windows_duckdb.py INPUT discard|DIRECTORY KEY THREADS"""

import os
import sys

import duckdb

from transactions import types

source, output, key, threads = sys.argv[1:]
db = duckdb.connect(config={"threads": threads})
columns = types("VARCHAR", timestamp="TIMESTAMP", amount="DECIMAL(20, 3)")
rows = f"read_csv('{source}', header = true, columns = {columns}, quote = '\"', escape = '\"')"
query = (
    f"SELECT {key}, epoch_ms(\"timestamp\") // 5000 * 5000 AS start, sum(amount)::DOUBLE / count(*) AS average"
    f" FROM {rows} GROUP BY ALL"
)
if output == "discard":
    db.execute(f"SELECT max(average) FROM ({query})").fetchall()
else:
    os.makedirs(output, exist_ok=True)
    db.execute(f"COPY ({query}) TO '{output}/part-0' (FORMAT csv, HEADER false)")
