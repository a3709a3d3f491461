# From topic to topic, or to nowhere. The broker is a process of its own, whose time is not counted. `what` is totals
# or averages, `output` topic or discard.

kafka_prepare() {
  make_input transactions "$size"
  columns=$(head -n 1 "$input")
  [[ -n ${servers:-} ]] || start_broker
  fill_topic "$tiny_rows"
  tiny="topic of $tiny_rows transactions, $per_second a second" rows_tiny=$tiny_rows
  fill_topic "$size"
  full="topic of $size transactions, $per_second a second" rows_full=$size
}

# Sets `servers`. The broker ends when its standard input does, that is, with this script, however that ends.
start_broker() {
  local address=$work/kafka.address said=$logs/broker.log topics="" each
  for each in 1 "$dense"; do
    topics="$topics transactions-$tiny_rows-$each:2 transactions-$size-$each:2"
  done
  for each in naive tuned limit ours; do
    topics="$topics totals-$each:1 averages-$each:1"
  done
  rm -f "$address"
  mkfifo "$address"
  # shellcheck disable=SC2086 # Words of names.
  exec 4> >(peer Broker "$work/kafka" $topics >"$address" 2>"$said")
  read -r servers <"$address" || die "$area: the broker does not start, see $said"
}

# fill_topic ROWS: once, with the rows of the file that make_input makes, in any order on the two partitions.
filled=" "
fill_topic() {
  local topic=transactions-$1-$per_second
  [[ $filled != *" $topic "* ]] || return 0
  log=$logs/$area-topic-$1.log
  attempt "$root/jobs" generate transactions --rows "$1" --keys "$keys" --seed "$seed" \
    --rows-per-second "$per_second" --to "kafka://$servers/$topic"
  filled="$filled$topic "
}

# kafka_of CONTENDER ROWS: one run of the job or of a peer.
kafka_of() {
  local from=transactions-$2-$per_second to=$what-$1 job=transaction-totals key_option=()
  [[ $output != discard ]] || to=discard
  case $1 in
    naive | tuned) peer KafkaPeer "$1" "$what" "$servers" "$from" "$to" "$parallelism" ;;
    limit) peer PlainKafka "$what" "$servers" "$from" "$to" ;;
    ours)
      [[ $what == totals ]] || job=window-averages key_option=(--key transaction_type)
      [[ $to == discard ]] || to=kafka://$servers/$to
      ours "$job" "${key_option[@]}" -p "$parallelism" --output "$to" \
        --input "kafka://$servers/$from?format=csv&columns=$columns&until=latest" \
        --summary-json "$work/summary.json"
      ;;
  esac
}

# Which total a row comes to depends on which partition is ahead; that there is one for each row, and what the last
# of a key comes to, does not. Nothing else is in the topic, since each session that comes here has a new broker.
# What is discarded is right if what is written to a topic is, and all of it was read.
kafka_answer() {
  attempt kafka_of "$1" "$size"
  if [[ $output == discard ]]; then
    check_all_rows "$1" full
    return
  fi
  attempt peer CopyTopic "$servers" "$what-$1" "$work/out/part-0"
  if [[ $what == totals ]]; then
    check_totals "$1" "$input"
  else
    check_by CheckWindows "$([[ $1 == ours ]] && echo ours || echo naive)" transaction_type "$input" "$work/out"
  fi
}

kafka_run() {
  local count=rows_$2
  kafka_of "$1" "${!count}"
}

kafka_verify() { check_all_rows "$@"; }
