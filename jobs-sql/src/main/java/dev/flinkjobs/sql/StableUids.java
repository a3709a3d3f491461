package dev.flinkjobs.sql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.dag.Transformation;

/**
 * Names the operators that queries were translated to by what they are, and by their place where
 * there are several: {@code sql-calc}, {@code sql-calc-2}. Flink numbers them by a counter of the
 * process, which also counts plans that are only explained, and those of jobs before.
 */
final class StableUids {
  private static final Pattern UID = Pattern.compile("[0-9]+_(.+)");
  private static final Pattern NUMBER_IN_NAME = Pattern.compile("\\[[0-9]+]");

  private static final String INPUT = "sql input";
  private static final String OUTPUT = "sql output";

  private final Transformation<?> source;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<Integer> seen = new HashSet<>();

  private StableUids(Transformation<?> source) {
    this.source = source;
    seen.add(source.getId());
  }

  /**
   * @param queries the last operator of each, in an order that is the same in each run
   * @param source before which all have names of their own
   */
  static void set(List<Transformation<?>> queries, Transformation<?> source) {
    queries.forEach(new StableUids(source)::name);
  }

  private void name(Transformation<?> operator) {
    if (!seen.add(operator.getId())) {
      return;
    }
    operator.getInputs().forEach(this::name);
    String uid = operator.getUid();
    Matcher matcher = UID.matcher(uid == null ? "" : uid);
    if (matcher.matches()) {
      // These two are called otherwise in another version of Flink.
      if (operator.getInputs().contains(source)) {
        rename(operator, INPUT, INPUT);
      } else if (operator.getName().startsWith("TableToDataStream")) {
        rename(operator, OUTPUT, OUTPUT);
      } else {
        String name = NUMBER_IN_NAME.matcher(operator.getName()).replaceAll("");
        rename(operator, "sql " + matcher.group(1), name);
      }
    }
  }

  private void rename(Transformation<?> operator, String kind, String name) {
    int count = counts.merge(kind, 1, Integer::sum);
    String number = count == 1 ? "" : " " + count;
    operator.setUid((kind + number).replace(' ', '-'));
    operator.setName(name + number);
  }
}
