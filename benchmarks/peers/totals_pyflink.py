"""The peer: totals by PyFlink, from a list. usage: totals_pyflink.py INPUT discard|DIRECTORY THREADS"""

import csv
import gzip
import sys

from pyflink.common import Configuration, Encoder, Types
from pyflink.datastream import StreamExecutionEnvironment
from pyflink.datastream.connectors import Sink
from pyflink.datastream.connectors.file_system import FileSink
from pyflink.java_gateway import get_gateway

source, output, threads = sys.argv[1:]
# Its cluster would listen to the network, and run what it is sent.
closed = Configuration()
for key in ("rest.address", "rest.bind-address", "jobmanager.bind-host", "taskmanager.bind-host"):
    closed.set_string(key, "127.0.0.1")
closed.set_string("web.submit.enable", "false")
env = StreamExecutionEnvironment.get_execution_environment(closed)
env.set_parallelism(int(threads))
opening = gzip.open if source.endswith(".gz") else open
with opening(source, "rt", newline="", encoding="utf-8") as file:
    rows = [(row["transaction_type"], float(row["amount"])) for row in csv.DictReader(file)]
types = Types.TUPLE([Types.STRING(), Types.DOUBLE()])
totals = (
    env.from_collection(rows, types)
    .key_by(lambda row: row[0], Types.STRING())
    .reduce(lambda total, row: (row[0], total[1] + row[1]))
)
if output == "discard":
    discard = get_gateway().jvm.org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink()
    totals.sink_to(Sink(discard))
else:
    lines = totals.map(lambda total: f"{total[0]},{total[1]!r}", Types.STRING())
    lines.sink_to(FileSink.for_row_format(output, Encoder.simple_string_encoder("UTF-8")).build())
env.execute("pyflink totals")
