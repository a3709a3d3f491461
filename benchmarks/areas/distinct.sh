# Running totals of the first row of each id, where every row has an id of its own, against totals of all rows.

distinct_prepare() {
  repeated=0.05 prepare_inputs transactions "$checked_rows"
  checked=$full
  prepare_inputs transactions "$size"
}

# distinct_of CONTENDER INPUT discard|DIRECTORY EMIT
distinct_of() {
  local directory=$3 distinct=()
  [[ $directory == discard ]] || directory=files:$directory
  [[ $1 == all-rows ]] || distinct=(--distinct-by transaction_id)
  ours transaction-totals --input "$2" -p "$parallelism" --output "$directory" --emit "$4" \
    "-Dstate.backend.type=$backend" --summary-json "$work/summary.json" "${distinct[@]}"
}

distinct_run() { distinct_of "$1" "${!2}" discard every; }

# Of rows that are there twice.
distinct_answer() {
  local expected=$checked.expected.json
  attempt distinct_of "$1" "$checked" "$work/out" final
  if [[ $1 == ours ]]; then
    sed 's/"totals"/"allTotals"/; s/"distinctTotals"/"totals"/' "$expected" >"$work/distinct.expected.json"
    expected=$work/distinct.expected.json
  fi
  check_by CheckTotals exact latest "$expected" "$work/out"
}

distinct_verify() { check_all_rows "$@"; }
