# Running totals from topic to topic. The broker is a process of its own, whose time is not counted.

kafka_prepare() {
  make_input transactions "$size"
  columns=$(head -n 1 "$input")
  start_broker "transactions-$tiny_rows:2" "transactions-$size:2" totals-naive:1 totals-ours:1
  fill_topic "$tiny_rows"
  tiny="topic of $tiny_rows transactions" rows_tiny=$tiny_rows
  fill_topic "$size"
  full="topic of $size transactions" rows_full=$size
}

# start_broker TOPIC:PARTITIONS...: sets `servers`. The broker ends when its standard input does, that is, with
# this script, however that ends.
start_broker() {
  local address=$work/kafka.address said=$logs/broker.log
  rm -f "$address"
  mkfifo "$address"
  exec 4> >(peer Broker "$work/kafka" "$@" >"$address" 2>"$said")
  read -r servers <"$address" || die "$area: the broker does not start, see $said"
}

# fill_topic ROWS: with the rows of the file that make_input makes, in any order on the two partitions.
fill_topic() {
  log=$logs/$area-topic-$1.log
  attempt "$root/jobs" generate transactions --rows "$1" --keys "$keys" --seed "$seed" \
    --to "kafka://$servers/transactions-$1"
}

# kafka_of CONTENDER ROWS: one run of the job or of the peer.
kafka_of() {
  case $1 in
    naive) peer NaiveKafkaTotals "$servers" "transactions-$2" totals-naive "$parallelism" ;;
    ours)
      ours transaction-totals -p "$parallelism" --output "kafka://$servers/totals-ours" \
        --input "kafka://$servers/transactions-$2?format=csv&columns=$columns&until=latest" \
        --summary-json "$work/summary.json"
      ;;
  esac
}

# Which total a row comes to depends on which partition is ahead; that there is one for each row, and what the last
# of a key comes to, does not. Nothing else is in the topic, since each session that comes here has a new broker.
kafka_answer() {
  attempt kafka_of "$1" "$size"
  attempt peer CopyTopic "$servers" "totals-$1" "$work/out/part-0"
  check_totals "$1" "$input"
}

kafka_run() {
  local count=rows_$2
  kafka_of "$1" "${!count}"
}

kafka_verify() { check_all_rows "$@"; }
