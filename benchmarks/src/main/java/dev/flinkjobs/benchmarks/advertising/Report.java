package dev.flinkjobs.benchmarks.advertising;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of a session, as Markdown. */
final class Report {
  private Report() {}

  static String markdown(String session, BenchmarkOptions options, List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder("# Advertising benchmark\n\n");
    text.append(session.strip()).append("\n\n");
    text.append(explanation(options));
    text.append(
        """

        | events/s | contender | written p50 / p99 / max s | visible p50 / p99 / max s | CPU s per million events | \
        generator behind s | keeps up |
        |---|---|---|---|---|---|---|
        """);
    outcomes.forEach(outcome -> text.append(row(outcome)));
    text.append('\n');
    outcomes.stream()
        .map(Outcome::contender)
        .distinct()
        .forEach(contender -> text.append(highest(contender, outcomes)));
    return text.toString();
  }

  private static String explanation(BenchmarkOptions options) {
    return String.format(
        Locale.ROOT,
        """
        Events of ads as JSON come from a topic of %d partitions, at an even rate for %d s. Views are kept, their \
        campaign is looked up (%d campaigns of %d ads), and counted in windows of %d s of event time, which are over \
        when an event is %d s behind their end. The time of an event is that at which it was due, so that what the \
        generator cannot send in time is late as well.

        Latency is the time from the end of a window to its results, of %d campaigns: *written* up to the broker's \
        append to the topic of results, *visible* up to a reader of what is committed (`read_committed`). Both have \
        the %d s of waiting for late events in them. Ours writes exactly once, in transactions that end with a \
        checkpoint every 10 s, so results are visible up to 10 s after they are written; Spark writes at least \
        once, without transactions, so both are the same, and a failure may write results twice. Spark is in \
        append mode, which gives each window once, as ours does. The first window is for warming up.

        A contender keeps up if its counts are exact and all visible within %d s of the last event, so that it has \
        read everything, and if latency (written, median) in the last third of the windows is at most a quarter of \
        a window above that in the first third. One with a wrong count has no figures. CPU is that of the \
        contender's processes. Broker, generator and contender share the cores above: with few of them the \
        highest rate says more of the machine than of anything else.
        """,
        Contender.PARALLELISM,
        options.windows() * BenchmarkOptions.WINDOW.toSeconds(),
        Campaigns.COUNT,
        Campaigns.ADS_OF_EACH,
        BenchmarkOptions.WINDOW.toSeconds(),
        BenchmarkOptions.MAX_DELAY.toSeconds(),
        Campaigns.COUNT,
        BenchmarkOptions.MAX_DELAY.toSeconds(),
        Trial.DRAIN_TIMEOUT.toSeconds());
  }

  private static String row(Outcome outcome) {
    Outcome.Figures figures = outcome.figures();
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %s | %s | %s | %.2f | %s |%n",
        outcome.perSecond(),
        outcome.contender(),
        figures == null ? "" : seconds(figures.written()),
        figures == null ? "" : seconds(figures.visible()),
        figures == null ? "" : String.format(Locale.ROOT, "%.2f", figures.cpuSeconds()),
        outcome.behindMillis() / 1e3,
        verdict(outcome));
  }

  /** For those who wait. */
  static String line(Outcome outcome) {
    Outcome.Figures figures = outcome.figures();
    return String.format(
        Locale.ROOT,
        "  %,d/s %s: %s%s",
        outcome.perSecond(),
        outcome.contender(),
        figures == null
            ? ""
            : String.format(
                Locale.ROOT,
                "written %s s, visible %s s, %.2f CPU s per million; keeps up: ",
                seconds(figures.written()),
                seconds(figures.visible()),
                figures.cpuSeconds()),
        verdict(outcome));
  }

  private static String seconds(Latencies latencies) {
    return String.format(
        Locale.ROOT,
        "%.2f / %.2f / %.2f",
        latencies.p50() / 1e3,
        latencies.p99() / 1e3,
        latencies.max() / 1e3);
  }

  private static String verdict(Outcome outcome) {
    if (outcome.fault().isPresent()) {
      return "no: " + outcome.fault().get();
    }
    if (!outcome.isHeld()) {
      return "not known: the generator did not hold the rate";
    }
    return outcome.keepsUp() ? "yes" : "no: latency grows";
  }

  private static String highest(Contender contender, List<Outcome> outcomes) {
    Optional<Integer> highest =
        outcomes.stream()
            .filter(outcome -> outcome.contender() == contender && outcome.keepsUp())
            .map(Outcome::perSecond)
            .max(Comparator.naturalOrder());
    return highest
        .map(
            rate -> String.format(Locale.ROOT, "%s keeps up with %,d events/s.%n", contender, rate))
        .orElse(contender + " keeps up with none of these rates.\n");
  }
}
