package dev.flinkjobs.iteration;

import dev.flinkjobs.options.Lang;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.Iteration;
import dev.flinkjobs.run.IterationDriver;
import dev.flinkjobs.run.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * How often must values be doubled until all of them are large enough? It grew from {@link
 * DoubleUntilExercise}.
 *
 * <p>A round doubles every value; their order is kept.
 */
public final class DoubleUntilJob implements Iteration<List<Long>> {
  private final DoubleUntilOptions options;

  /**
   * A value that knows where it stands among the others.
   *
   * @param place from 0
   */
  public record Placed(long place, long value) {}

  /** Numbers values as they come. A failure begins the round again, and so the count. */
  private static final class Place implements MapFunction<Long, Placed> {
    private static final long serialVersionUID = 1L;

    private long next;

    @Override
    public Placed map(Long value) {
      return new Placed(next++, value);
    }
  }

  DoubleUntilJob(DoubleUntilOptions options) {
    this.options = options;
  }

  public static void main(String[] args) {
    IterationDriver.run(args, DoubleUntilOptions::new, DoubleUntilJob::new);
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
    return Step.of(values, DoubleUntilJob::inOrder);
  }

  @Override
  public Step<List<Long>> round(Flow flow, List<Long> values) {
    return Step.of(
        flow.of("values", placed(values), TypeInformation.of(Placed.class))
            .map(DoubleUntilJob::doubled)
            .returns(Placed.class)
            .name("doubled")
            .uid("doubled"),
        DoubleUntilJob::inOrder);
  }

  /** Twice the value, or an error if that is no long. */
  private static Placed doubled(Placed placed) {
    try {
      return new Placed(placed.place(), Math.multiplyExact(placed.value(), 2));
    } catch (ArithmeticException overflow) {
      throw new SuppressRestartsException(
          new ArithmeticException(
              Message.of(
                  "twice %d does not fit into 64 bits; give a smaller --until, or values that are"
                      + " less far apart",
                  placed.value())));
    }
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
