# Parcels by routes that overlap.

parcels_prepare() { prepare_checked_inputs parcels "$size" "$checked_rows"; }

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
  check_by CheckRoutes "$1" "$checked.expected.json" "$work/out"
}

parcels_verify() { check_all_rows "$@"; }
