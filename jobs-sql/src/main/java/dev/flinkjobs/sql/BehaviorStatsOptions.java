package dev.flinkjobs.sql;

import java.util.List;

/** The options of {@code behavior-stats}. */
public final class BehaviorStatsOptions extends SqlOptions {

  public BehaviorStatsOptions() {
    super(Mode.STREAMING);
  }

  @Override
  public String name() {
    return "behavior-stats";
  }

  @Override
  public Class<?> mainClass() {
    return BehaviorStatsJob.class;
  }

  @Override
  public String sample() {
    return "behaviors.jsonl";
  }

  @Override
  String script() {
    return "behavior-stats";
  }

  @Override
  List<String> groupedBy() {
    return List.of("category", "behavior");
  }

  @Override
  String count() {
    return "count";
  }

  @Override
  String table() {
    return "user_behaviors";
  }

  @Override
  List<String> columnsRead() {
    return List.of("user_id", "item_id", "category", "behavior", "ts");
  }
}
