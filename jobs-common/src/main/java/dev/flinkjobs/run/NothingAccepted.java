package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.ledger.Verdict;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.JobParameters;
import dev.flinkjobs.record.RejectReason;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A job that ends by itself, has read rows and accepted none of them has failed: most likely an
 * option does not fit the input, and whoever starts it by a script has to hear of it. Input without
 * rows is no failure.
 */
final class NothingAccepted extends Verdict {
  private static final long serialVersionUID = 1L;

  private static final String LATE = "late";

  NothingAccepted(String message) {
    super(message);
  }

  /** One line that says what became of most rows, and what to do; empty if any was accepted. */
  static Optional<String> verdict(Ledger ledger, JobOptions options) {
    if (ledger.read() == 0 || ledger.accepted() > 0) {
      return Optional.empty();
    }
    Map<String, Long> outcomes = new TreeMap<>();
    Map<String, String> remedies = new TreeMap<>();
    for (RejectReason reason : RejectReason.values()) {
      String outcome = "rejected, " + reason.text();
      outcomes.put(outcome, ledger.rejectedByReason().getOrDefault(reason.text(), 0L));
      remedies.put(outcome, remedy(reason, options));
    }
    ledger
        .filteredByReason()
        .forEach(
            (reason, rows) -> {
              outcomes.put("filtered, " + reason, rows);
              remedies.put("filtered, " + reason, "compare the input with what the job is for");
            });
    outcomes.put(LATE, ledger.late());
    remedies.put(LATE, "allow more disorder" + of(options, "--max-delay"));
    String most =
        outcomes.entrySet().stream()
            .max(Comparator.comparingLong(Map.Entry::getValue))
            .orElseThrow()
            .getKey();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "no row of %,d was accepted; %s: %,d; %s",
            ledger.read(),
            most,
            outcomes.get(most),
            remedies.get(most)));
  }

  private static String remedy(RejectReason reason, JobOptions options) {
    return switch (reason) {
      case MISSING_VALUE -> "do the columns asked for have values?" + ofColumns(options);
      case NOT_A_NUMBER, OUT_OF_RANGE ->
          "is it the right column?"
              + of(options, "--sum", "--value", "--coordinates", "--delimiter");
      case NOT_A_TIMESTAMP -> "is it the right column?" + of(options, "--time");
      case TOO_FAR_IN_THE_FUTURE ->
          "is it the right column, and zone?" + of(options, "--time", "--zone", "--max-future");
      case NOT_A_BOOLEAN -> "is it the right file?" + of(options, "--input", "--delimiter");
      case WRONG_COLUMN_COUNT -> "does the delimiter fit?" + of(options, "--delimiter");
      case BAD_ENCODING -> "the input is not UTF-8; try `iconv -f CP949 -t UTF-8`";
      case BAD_QUOTE -> "a quote within a quoted field has to be doubled";
      case BAD_JSON -> "each line has to be one JSON object";
      case ROW_TOO_LONG -> "does the input have line ends?";
    };
  }

  private static String ofColumns(JobOptions options) {
    return of(
        options, "--group-by", "--key", "--sum", "--value", "--time", "--coordinates", "--input");
  }

  /** Those that the job has, with their values: {@code " (--sum amount, --delimiter ,)"}. */
  private static String of(JobOptions options, String... names) {
    Map<String, String> values = JobParameters.of(options);
    String known =
        List.of(names).stream()
            .filter(name -> values.containsKey(name.substring(2)))
            .map(name -> name + " " + values.get(name.substring(2)))
            .collect(Collectors.joining(", "));
    return known.isEmpty() ? "" : " (" + known + ")";
  }
}
