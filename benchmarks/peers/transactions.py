"""The columns of the transactions that the peers read."""

COLUMNS = (
    "transaction_id",
    "timestamp",
    "customer_id",
    "transaction_type",
    "amount",
    "currency",
    "stock_ticker",
    "stock_price",
    "news_text",
)


def types(text, **others):
    """The type of each column: text, unless another is given for its name."""
    return {name: others.get(name, text) for name in COLUMNS}
