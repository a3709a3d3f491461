# Parcels by routes that overlap.

parcels_prepare() {
  make_input parcels "$checked_rows"
  checked=$input
  prepare_inputs parcels "$size"
}

# parcels_of CONTENDER INPUT discard|DIRECTORY: one run of the job or of the peer.
parcels_of() {
  local contender=$1 file=$2 directory=$3
  case $contender in
    naive) peer NaiveParcels "$file" "$directory" "$parallelism" ;;
    ours)
      [[ $directory == discard ]] || directory=files:$directory
      ours parcel-routing --input "$file" -p "$parallelism" --output "$directory" \
        --summary-json "$work/summary.json"
      ;;
  esac
}

parcels_run() { parcels_of "$1" "${!2}" discard; }

parcels_answer() {
  attempt parcels_of "$1" "$checked" "$work/out"
  peer CheckRoutes "$1" "$checked.expected.json" "$work/out" >"$work/check.log" 2>&1 ||
    die "$area: $1: $(cat "$work/check.log")"
}

parcels_verify() {
  [[ $1 != ours || $2 != full ]] || check_rows "$rows_full"
}
