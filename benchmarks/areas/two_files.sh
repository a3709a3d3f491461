# Averages over windows of event time, ours alone: a file in one piece, and its halves as two files, which
# two readers read at once.

two_files_prepare() {
  prepare_inputs transactions "$size"
  local half=$((size / 2))
  first=$full.first second=$full.second
  head -n $((half + 1)) "$full" >"$first"
  { head -n 1 "$full"; tail -n +$((half + 2)) "$full"; } >"$second"
}

# Of windows; here that no row is lost, by each run.
two_files_answer() { :; }

two_files_run() {
  if [[ $1 == ours && $2 == full ]]; then
    windows_of "$1" "$first,$second" discard
  else
    windows_of "$1" "${!2}" discard
  fi
}

two_files_verify() {
  [[ $2 != full ]] || check_rows "$rows_full"
}
