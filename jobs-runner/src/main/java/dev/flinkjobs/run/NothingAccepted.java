package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.JobParameters;
import dev.flinkjobs.record.RejectReason;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A job that ends by itself, has read rows and accepted none of them has failed: most likely an
 * option does not fit the input, and whoever starts it by a script has to hear of it. Input without
 * rows is no failure.
 */
final class NothingAccepted {
  private NothingAccepted() {}

  /** One line that says what became of most rows, and what to do; empty if any was accepted. */
  static Optional<String> verdict(Ledger ledger, JobOptions options) {
    if (ledger.read() == 0 || ledger.accepted() > 0) {
      return Optional.empty();
    }
    Map<String, Long> rows = new TreeMap<>();
    Map<String, Supplier<String>> remedies = new TreeMap<>();
    for (RejectReason reason : RejectReason.values()) {
      String fate = "rejected, " + reason.text();
      rows.put(fate, ledger.rejectedByReason().getOrDefault(reason.text(), 0L));
      remedies.put(fate, () -> remedy(reason, options, ledger));
    }
    ledger.filteredByReason().forEach((reason, count) -> rows.put("filtered, " + reason, count));
    rows.put("late", ledger.late());
    remedies.put("late", () -> "they come later than allowed; " + check(options, "--max-delay"));
    String most = Collections.max(rows.entrySet(), Map.Entry.comparingByValue()).getKey();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "no row of %,d was accepted; most frequent: %,d %s; %s",
            ledger.read(),
            rows.get(most),
            most,
            remedies.getOrDefault(most, () -> check(options)).get()));
  }

  private static String remedy(RejectReason reason, JobOptions options, Ledger ledger) {
    return switch (reason) {
      case MISSING_VALUE ->
          check(options, "--group-by", "--key", "--time", "--sum", "--value", "--coordinates");
      case NOT_A_NUMBER ->
          "numbers are written as 1234.5; "
              + check(options, "--sum", "--value", "--coordinates", "--delimiter");
      case NOT_A_TIMESTAMP ->
          "times are written as 2024-05-11 10:00:00, in ISO-8601 or as milliseconds since 1970; "
              + check(options, "--time", "--time-format");
      case TOO_FAR_IN_THE_FUTURE -> check(options, "--time", "--zone", "--max-future");
      case NOT_A_BOOLEAN -> "allowed: true, false; " + check(options);
      case OUT_OF_RANGE -> check(options, "--sum", "--value", "--coordinates");
      case WRONG_COLUMN_COUNT ->
          check(options, "--delimiter")
              + (options.dialect().hasHeader()
                  ? ""
                  : ", and --columns, which names all columns of the file: "
                      + String.join(",", options.dialect().columns()));
      case BAD_ENCODING -> Summary.otherEncoding(ledger);
      case BAD_QUOTE ->
          "a quote begins and ends a value, and is doubled inside; "
              + check(options, "--delimiter");
      case BAD_JSON -> "each line has to be one JSON object; " + check(options);
      case ROW_TOO_LONG -> "a line ends with a line feed, after 1 MiB at most; " + check(options);
      case RESULT_TOO_LARGE -> check(options, "--group-by", "--key");
      case DUPLICATE -> check(options, "--distinct-by");
    };
  }

  /** {@code "check --sum amount, --delimiter ;"}, of those that the job has; else the input. */
  private static String check(JobOptions options, String... names) {
    Map<String, String> values = JobParameters.of(options);
    String known =
        Stream.of(names)
            .filter(name -> values.containsKey(name.substring(2)))
            .map(name -> name + " " + values.get(name.substring(2)))
            .collect(Collectors.joining(", "));
    return "check " + (known.isEmpty() ? "whether --input is the right one" : known);
  }
}
