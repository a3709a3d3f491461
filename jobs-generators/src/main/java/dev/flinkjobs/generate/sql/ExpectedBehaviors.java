package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.output.Utf8Buffer;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What {@code behavior-stats} must come to. */
final class ExpectedBehaviors extends ExpectedResults {
  static final List<String> CATEGORIES =
      List.of("books", "clothing", "electronics", "home", "sports");
  static final List<String> BEHAVIORS = List.of("add_to_cart", "click", "purchase", "view");

  private final long[][] counts = new long[CATEGORIES.size()][BEHAVIORS.size()];
  private final LocalDateTime[][] latest = new LocalDateTime[CATEGORIES.size()][BEHAVIORS.size()];

  /**
   * @param time not before that of an event before
   */
  void accept(int category, int behavior, LocalDateTime time) {
    counts[category][behavior]++;
    latest[category][behavior] = time;
    accept();
  }

  @Override
  protected void writeResults(Utf8Buffer json, OutputStream out) {
    byGroup("counts", (category, behavior) -> String.valueOf(counts[category][behavior]), json);
    byGroup("update_times", (category, behavior) -> time(latest[category][behavior]), json);
  }

  private static String time(@Nullable LocalDateTime time) {
    return time == null ? "null" : "\"" + time.toInstant(ZoneOffset.UTC) + "\"";
  }

  private static void byGroup(
      String name, BiFunction<Integer, Integer, String> value, Utf8Buffer json) {
    json.text(",\n  \"" + name + "\": {");
    for (int category = 0; category < CATEGORIES.size(); category++) {
      json.text((category == 0 ? "\n" : ",\n") + "    \"" + CATEGORIES.get(category) + "\": ");
      for (int behavior = 0; behavior < BEHAVIORS.size(); behavior++) {
        json.text((behavior == 0 ? "{\"" : ", \"") + BEHAVIORS.get(behavior) + "\": ");
        json.text(value.apply(category, behavior));
      }
      json.ascii('}');
    }
    json.text("\n  }");
  }
}
