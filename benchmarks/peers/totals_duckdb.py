"""The peer: totals by DuckDB. usage: totals_duckdb.py final|running INPUT discard|DIRECTORY THREADS

final is a GROUP BY; running has a total for every row, as the job has.
"""

import os
import sys

import duckdb

from transactions import types

mode, source, output, threads = sys.argv[1:]
db = duckdb.connect(config={"threads": threads})
columns = types("VARCHAR", amount="DECIMAL(20, 3)")
rows = f"read_csv('{source}', header = true, columns = {columns}, quote = '\"', escape = '\"')"
query = {
    "final": f"SELECT transaction_type, sum(amount) AS total, count(*) AS n FROM {rows} GROUP BY ALL",
    "running": f"SELECT transaction_type, sum(amount) OVER w AS total, count(*) OVER w AS n FROM {rows}"
    " WINDOW w AS (PARTITION BY transaction_type ROWS UNBOUNDED PRECEDING)",
}[mode]
if output == "discard":
    # Every total is made, and none is written.
    db.execute(f"SELECT max(total), max(n) FROM ({query})").fetchall()
else:
    os.makedirs(output, exist_ok=True)
    if mode == "running":
        query += " ORDER BY transaction_type, n"
    db.execute(f"COPY ({query}) TO '{output}/part-0' (FORMAT csv, HEADER false)")
