# Averages over windows of event time.

windows_prepare() { prepare_checked_inputs transactions "$size" "$checked_rows"; }

# windows_of CONTENDER INPUT discard|DIRECTORY: one run of the job or of a peer.
windows_of() {
  local contender=$1 file=$2 directory=$3
  case $contender in
    naive) peer NaiveWindows "$file" "$directory" "$parallelism" "$key" "$backend" ;;
    duckdb) python_peer windows_duckdb "$file" "$directory" "$key" "$parallelism" ;;
    *)
      [[ $directory == discard ]] || directory=files:$directory
      ours window-averages --input "$file" --key "$key" -p "$parallelism" --output "$directory" \
        "-Dstate.backend.type=$backend" --summary-json "$work/summary.json"
      ;;
  esac
}

windows_run() { windows_of "$1" "${!2}" discard; }

windows_answer() {
  attempt windows_of "$1" "$checked" "$work/out"
  check_by CheckWindows "$1" "$key" "$checked" "$work/out"
}

windows_verify() { check_all_rows "$@"; }
