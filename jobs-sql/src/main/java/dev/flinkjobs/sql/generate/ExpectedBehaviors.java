package dev.flinkjobs.sql.generate;

import dev.flinkjobs.generate.ExpectedAnswers;
import dev.flinkjobs.output.Utf8Buffer;
import java.io.OutputStream;
import java.util.List;

/** What {@code behavior-stats} must come to. */
final class ExpectedBehaviors extends ExpectedAnswers {
  static final List<String> CATEGORIES =
      List.of("books", "clothing", "electronics", "home", "sports");
  static final List<String> BEHAVIORS = List.of("add_to_cart", "click", "purchase", "view");

  private final long[][] counts = new long[CATEGORIES.size()][BEHAVIORS.size()];

  void accept(int category, int behavior) {
    counts[category][behavior]++;
    accept();
  }

  @Override
  protected void writeAnswers(Utf8Buffer json, OutputStream out) {
    json.text(",\n  \"counts\": {");
    for (int category = 0; category < CATEGORIES.size(); category++) {
      json.text((category == 0 ? "\n" : ",\n") + "    \"" + CATEGORIES.get(category) + "\": ");
      for (int behavior = 0; behavior < BEHAVIORS.size(); behavior++) {
        String separator = behavior == 0 ? "{\"" : ", \"";
        field(separator + BEHAVIORS.get(behavior) + "\": ", counts[category][behavior], json);
      }
      json.ascii('}');
    }
    json.text("\n  }");
  }
}
