# The sample by the launcher, against the same classes with the JDK's defaults.

start_up_prepare() {
  full=$dist/data/transactions.csv rows_full=0
  # The first run makes what later ones start from.
  "$root/jobs" transaction-totals >"$work/sample-results" 2>"$logs/$area-first.log" ||
    die "$area: the first run failed, see $logs/$area-first.log"
  [[ -s $work/sample-results ]] || die "$area: there are no results, see $logs/$area-first.log"
}

# By each run.
start_up_answer() { :; }

start_up_run() {
  case $1 in
    ours) "$root/jobs" transaction-totals >"$work/out" ;;
    jdk-defaults)
      java "${jvm_options[@]}" "-Dflinkjobs.home=$root" -cp "$dist/lib/*" \
        dev.flinkjobs.dist.Launcher transaction-totals >"$work/out"
      ;;
  esac
}

start_up_verify() {
  cmp -s "$work/out" "$work/sample-results" ||
    die "$area: $1: the results differ: $work/out and $work/sample-results"
}
