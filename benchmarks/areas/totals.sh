# Running totals of transactions.

totals_prepare() { prepare_inputs transactions "$size"; }

# totals_of CONTENDER INPUT discard|DIRECTORY: one run of the job or of a peer.
totals_of() {
  local contender=$1 file=$2 directory=$3
  case $contender in
    naive) peer NaiveTotals "$file" "$directory" "$parallelism" ;;
    flink-sql) peer SqlTotals "$file" "$directory" "$parallelism" ;;
    limit) peer PlainTotals "$file" "$directory" ;;
    duckdb) python_peer totals_duckdb final "$file" "$directory" "$parallelism" ;;
    duckdb-running) python_peer totals_duckdb running "$file" "$directory" "$parallelism" ;;
    pyflink*) python_peer totals_pyflink "$file" "$directory" "$parallelism" ;;
    spark) HEAP=$heap python_peer totals_spark batch "$file" "$directory" "$parallelism" ;;
    spark-streaming) HEAP=$heap python_peer totals_spark streaming "$file" "$directory" "$parallelism" ;;
    ours)
      [[ $directory == discard ]] || directory=files:$directory
      ours transaction-totals --input "$file" -p "$parallelism" \
        --output "$directory" --emit "$emit" --summary-json "$work/summary.json"
      ;;
  esac
}

totals_run() { totals_of "$1" "${!2}" "$output"; }

# Where files are written anyway, the result is that of each run.
totals_answer() {
  [[ $output == discard ]] || return 0
  attempt totals_of "$1" "$full" "$work/out"
  check_totals "$1" "$full"
}

totals_verify() {
  check_all_rows "$@"
  [[ $output == discard || $2 == tiny ]] || check_totals "$1" "$full"
}

# check_totals CONTENDER INPUT: what the run before has written.
check_totals() {
  local contender=$1 precision=exact due=latest
  # These sum doubles.
  [[ $contender == naive || $contender == tuned || $contender == pyflink* ]] && precision=rounded
  # Some emit every total whatever ours does, and some only the last.
  case $contender in
    naive | tuned | pyflink* | flink-sql | duckdb-running | limit) due=every ;;
    ours) [[ $emit == every ]] && due=every ;;
  esac
  check_by CheckTotals "$precision" "$due" "$2.expected.json" "$work/out"
}
