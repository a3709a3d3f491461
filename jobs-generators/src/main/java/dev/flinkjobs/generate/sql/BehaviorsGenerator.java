package dev.flinkjobs.generate.sql;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes what users did in a shop, as JSON lines. Times are without an offset, and go up. */
final class BehaviorsGenerator extends CsvGenerator<BehaviorsGenerator.ExpectedBehaviors> {
  private static final LocalDateTime START = LocalDateTime.of(2024, 5, 11, 10, 0);
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final int USERS = 99;
  private static final int ITEMS = 199;
  private static final int MOST_MILLIS_BETWEEN = 200;

  /** What is wrong with bad events, one after the other. */
  private static final List<Map.Entry<RejectReason, String>> FAULTS =
      List.of(
          Map.entry(RejectReason.BAD_JSON, "not an event at all"),
          Map.entry(
              RejectReason.MISSING_VALUE,
              "{\"user_id\":\"user_1\",\"item_id\":\"item_2\",\"behavior\":\"click\"}"),
          Map.entry(RejectReason.BAD_JSON, "{\"user_id\":\"user_1\",\"item_id\":\"item_2\",\"cat"),
          Map.entry(RejectReason.MISSING_VALUE, event("\"\"", "click", "2024-05-11 10:00:00.000")),
          Map.entry(RejectReason.NOT_A_TIMESTAMP, event("\"user_1\"", "click", "yesterday")),
          Map.entry(RejectReason.BAD_JSON, "[\"user_1\",\"item_2\",\"books\",\"click\"]"),
          Map.entry(
              RejectReason.MISSING_VALUE, event("\"user_1\"", " ", "2024-05-11 10:00:00.000")),
          Map.entry(
              RejectReason.NOT_A_TIMESTAMP,
              event("\"user_1\"", "click", "2024-02-30 10:00:00.000")),
          Map.entry(
              RejectReason.BAD_JSON, event("[\"user_1\"]", "click", "2024-05-11 10:00:00.000")));

  private LocalDateTime time = START;

  BehaviorsGenerator(GenerateBehaviorsOptions options) {
    super("", options, new ExpectedBehaviors());
  }

  private static String event(String user, String behavior, String time) {
    return "{\"user_id\":"
        + user
        + ",\"item_id\":\"item_2\",\"category\":\"books\",\"behavior\":\""
        + behavior
        + "\",\"ts\":\""
        + time
        + "\"}";
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < badRate;
    int user = random.between(1, USERS);
    int item = random.between(1, ITEMS);
    int category = random.below(ExpectedBehaviors.CATEGORIES.size());
    int behavior = random.below(ExpectedBehaviors.BEHAVIORS.size());
    time = time.plusNanos(random.below(MOST_MILLIS_BETWEEN) * 1_000_000L);
    if (bad) {
      Map.Entry<RejectReason, String> fault =
          FAULTS.get((int) (expected.rejected() % FAULTS.size()));
      to.text(fault.getValue());
      expected.reject(fault.getKey());
    } else {
      to.text("{\"user_id\":\"user_" + user);
      to.text("\",\"item_id\":\"item_" + item);
      to.text("\",\"category\":\"" + ExpectedBehaviors.CATEGORIES.get(category));
      to.text("\",\"behavior\":\"" + ExpectedBehaviors.BEHAVIORS.get(behavior));
      to.text("\",\"ts\":\"" + MILLISECONDS.format(time) + "\"}");
      expected.accept(category, behavior, time);
    }
    to.ascii('\n');
  }

  /** What {@code behavior-stats} must come to. */
  static final class ExpectedBehaviors extends ExpectedResults {
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
    protected void writeResults(Writer json) throws IOException {
      json.write(byGroup("counts", (category, behavior) -> counts[category][behavior]));
      json.write(byGroup("update_times", (category, behavior) -> time(latest[category][behavior])));
    }

    private static String time(@Nullable LocalDateTime time) {
      return time == null ? "null" : "\"" + time.toInstant(ZoneOffset.UTC) + "\"";
    }

    private static String byGroup(String name, BiFunction<Integer, Integer, Object> value) {
      return lines(
          name,
          IntStream.range(0, CATEGORIES.size())
              .mapToObj(
                  category ->
                      field(
                          CATEGORIES.get(category),
                          object(
                              IntStream.range(0, BEHAVIORS.size())
                                  .mapToObj(
                                      behavior ->
                                          field(
                                              BEHAVIORS.get(behavior),
                                              value.apply(category, behavior)))))));
    }
  }
}
