package dev.flinkjobs.basics.tour;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.JobOptions;
import java.util.List;
import java.util.Set;

/** The options of {@code tour}. */
@CommandDoc(name = "tour", exercise = "E6", main = TourJob.class)
public final class TourOptions extends JobOptions {

  /** Its elements stand in the program. */
  @Override
  protected List<String> words() {
    return TourJob.STOPS.stream().map(Stop::name).toList();
  }

  @Override
  protected Set<String> without() {
    return Set.of(
        "--input",
        "--on-bad-file",
        "--delimiter",
        "--columns",
        "--encoding",
        "--time-format",
        "--output",
        "--rejected",
        "--on-malformed",
        "--max-rejected",
        "--distinct-by",
        "--distinct-for",
        "--duplicate-rows",
        "--summary-json",
        "--state-dir",
        "--accept-changed");
  }

  /** The stop that was asked for, or all. */
  List<Stop> stops() {
    return word()
        .map(name -> TourJob.STOPS.stream().filter(stop -> stop.name().equals(name)).toList())
        .orElse(TourJob.STOPS);
  }
}
