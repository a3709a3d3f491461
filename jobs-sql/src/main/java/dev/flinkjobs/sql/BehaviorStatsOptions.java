package dev.flinkjobs.sql;

import dev.flinkjobs.options.CommandDoc;
import java.util.List;

/** The options of {@code behavior-stats}. */
@CommandDoc(name = "behavior-stats", main = BehaviorStatsJob.class, sample = "behaviors.jsonl")
public final class BehaviorStatsOptions extends SqlOptions {

  public BehaviorStatsOptions() {
    super(Mode.STREAMING);
  }

  @Override
  SqlQuery query() {
    List<String> group = List.of("category", "behavior");
    List<String> columns = List.of("user_id", "item_id", "category", "behavior", "ts");
    return new SqlQuery("behavior-stats", "user_behaviors", columns, group, "count");
  }
}
