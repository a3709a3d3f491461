# One point of how cost grows with rows, keys and parallelism: running totals, whose results are checked
# on no more rows than are quickly compared.

scaling_prepare() {
  prepare_checked_inputs transactions "$size" $((size < checked_rows ? size : checked_rows))
}

scaling_answer() {
  # The same for each number of rows.
  local note="scaling $1 of $keys keys at parallelism $parallelism"
  ! grep -qxF "$note" "$work/answers" || return 0
  attempt totals_of "$1" "$checked" "$work/out"
  check_totals "$1" "$checked"
  echo "$note" >>"$work/answers"
}

scaling_run() { totals_run "$@"; }

scaling_verify() { totals_verify "$@"; }
