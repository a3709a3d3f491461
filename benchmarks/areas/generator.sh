# Transactions made up, and written to a file. Ours knows what they come to, and writes that too.

generator_prepare() {
  full="$size transactions" rows_full=$size
  tiny="$tiny_rows transactions" rows_tiny=$tiny_rows
}

# generator_of CONTENDER ROWS FILE
generator_of() {
  case $1 in
    python) python3 "$here/peers/generate_transactions.py" "$2" "$3" ;;
    java) peer PlainGenerator "$2" "$3" ;;
    ours) "$root/jobs" generate transactions --rows "$2" --keys "$keys" --seed "$seed" --out "$3" ;;
  esac
}

generator_run() {
  local count=rows_$2
  mkdir "$work/out"
  generator_of "$1" "${!count}" "$work/out/made.csv"
}

# All of its rows are transactions to the job.
generator_answer() {
  mkdir "$work/out"
  attempt generator_of "$1" "$size" "$work/out/made.csv"
  attempt ours transaction-totals --input "$work/out/made.csv" --output discard --emit final \
    --summary-json "$work/summary.json"
  check_rows "$size"
}

generator_verify() {
  [[ -s $work/out/made.csv ]] || die "$area: $1 wrote nothing, see $log"
}
