# Rounds of a driver loop that doubles one value until it is large enough: a round is a row.

# Forty rounds more than one, since the first ones load classes.
driver_loop_prepare() {
  full=2199023255552 rows_full=40
  tiny=2 rows_tiny=1
}

# By each run.
driver_loop_answer() { :; }

# The peer with the JVM options that the launcher has for small inputs.
driver_loop_run() {
  case $1 in
    naive)
      JDK_JAVA_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" \
        peer NaiveRounds 1 "${!2}" "$parallelism"
      ;;
    ours) ours double-until --values 1 --until "${!2}" --labels en -p "$parallelism" ;;
  esac
}

driver_loop_verify() {
  grep -qxF "final result: [${!2}]" "$log" || die "$area: $1: wrong result, see $log"
}
