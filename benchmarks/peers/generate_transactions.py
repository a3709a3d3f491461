"""The peer: transactions made up in Python. usage: generate_transactions.py ROWS FILE"""

import csv
import random
import sys
from datetime import datetime, timedelta

from transactions import COLUMNS

KINDS = ("Deposit", "Payment", "Transfer", "Withdrawal", "Type-0005", "Type-0006", "Type-0007", "Type-0008")
CURRENCIES = ("USD", "EUR", "GBP", "JPY", "KRW")
TICKERS = ("AAPL", "AMZN", "GOOG", "MSFT", "NVDA", "TSLA")
NEWS = ("Chip makers invest in new factories", "Central bank keeps its rate", "Quarterly earnings beat forecasts")

rows, path = int(sys.argv[1]), sys.argv[2]
random.seed(42)
time = datetime(2024, 1, 1, 9)
with open(path, "w", newline="", encoding="utf-8") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(COLUMNS)
    for i in range(rows):
        time += timedelta(seconds=random.randint(0, 1))
        out.writerow(
            (
                1000 + i,
                time.strftime("%Y-%m-%d %H:%M:%S"),
                f"C{random.randint(1, 999):03}",
                random.choice(KINDS),
                round(random.uniform(1, 10000), 2),
                random.choice(CURRENCIES),
                random.choice(TICKERS),
                round(random.uniform(10, 5000), 2),
                random.choice(NEWS),
            )
        )
