package dev.flinkjobs.iteration;

import dev.flinkjobs.options.Lang;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.Iteration;
import dev.flinkjobs.run.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A round doubles every value; their order is kept. */
final class DoubleUntil implements Iteration<List<Long>> {
  private final DoubleUntilOptions options;

  DoubleUntil(DoubleUntilOptions options) {
    this.options = options;
  }

  @Override
  public TypeInformation<List<Long>> type() {
    return Types.LIST(Types.LONG);
  }

  @Override
  public Step<List<Long>> start(Flow flow) {
    if (!options.readsInput()) {
      return Step.known(options.values().numbers());
    }
    DataStream<Placed> values =
        flow.readInOrder("values", new ValueDecoder())
            .map(new Place())
            .returns(Placed.class)
            .name("place")
            .uid("place");
    return Step.of(values, DoubleUntil::inOrder);
  }

  @Override
  public Step<List<Long>> round(Flow flow, List<Long> values) {
    return Step.of(
        flow.of("values", placed(values), TypeInformation.of(Placed.class))
            .map(new Doubled())
            .name("doubled")
            .uid("doubled"),
        DoubleUntil::inOrder);
  }

  private static List<Placed> placed(List<Long> values) {
    return IntStream.range(0, values.size())
        .mapToObj(place -> new Placed(place, values.get(place)))
        .toList();
  }

  private static List<Long> inOrder(List<Placed> placed) {
    return placed.stream()
        .sorted(Comparator.comparingLong(Placed::place))
        .map(Placed::value)
        .toList();
  }

  @Override
  public List<Long> example() {
    return options.values().numbers();
  }

  @Override
  public boolean isDone(List<Long> values) {
    return values.stream().allMatch(value -> value >= options.until());
  }

  @Override
  public long size(List<Long> values) {
    return values.size();
  }

  @Override
  public String change(List<Long> before, List<Long> after) {
    long largest = 0;
    for (int place = 0; place < before.size(); place++) {
      // A value and its double are as far apart as the value is from 0.
      largest = Math.max(largest, Math.abs(after.get(place) - before.get(place)));
    }
    return String.valueOf(largest);
  }

  @Override
  public Optional<String> intermediate(List<Long> values) {
    return Optional.of(
        (options.labels() == Lang.KO ? "중간 결과: " : "intermediate result: ") + values);
  }

  @Override
  public List<String> print(List<Long> values) {
    return List.of((options.labels() == Lang.KO ? "최종 결과: " : "final result: ") + values);
  }

  @Override
  public void write(Flow flow, List<Long> values) {
    flow.write(
        "doubled", flow.of("values", new ArrayList<>(values), Types.LONG), new ValueFormat());
  }
}
