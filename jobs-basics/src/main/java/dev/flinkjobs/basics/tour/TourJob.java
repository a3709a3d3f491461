package dev.flinkjobs.basics.tour;

import dev.flinkjobs.output.LineFormat;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What does each transformation do to a stream? */
public final class TourJob {
  static final List<Stop> STOPS =
      List.of(
          new Stop("map", "[1, 2, 3, 4], each doubled", Transformations::map),
          new Stop("flat-map", "[hello, hi], letter by letter", Transformations::flatMap),
          new Stop("filter", "[1 to 6], the even ones", Transformations::filter),
          new Stop(
              "key-by-reduce",
              "[(A,1), (B,2), (A,3), (B,4)], sums by letter",
              Transformations::keyByReduce),
          new Stop(
              "key-by-sum",
              "[(apple,1), (banana,1), (apple,1)], sums by fruit",
              Transformations::keyBySum),
          new Stop(
              "process", "[1 to 6], even ones doubled, odd ones kept", Transformations::process),
          new Stop("union", "[1, 2, 3] and [4, 5, 6] as one", Transformations::union),
          new Stop("co-map", "[A, B] and [1, 2], each in its own way", Transformations::coMap),
          new Stop(
              "co-flat-map",
              "[(a,1), (b,2), (a,3)], controlled by [a is open, b is not]",
              CoFlatMapTour::results),
          new Stop("side-output", "[1 to 6], split in two", Transformations::sideOutput),
          new Stop(
              "broadcast-state",
              "[2 USD, 3 EUR, 1 USD], exchanged by rates that all subtasks know",
              BroadcastStateTour::results),
          new Stop(
              "custom-partitioner",
              "[1 to 6], even ones to subtask 0, odd ones to subtask 1",
              Transformations::customPartitioner));

  private TourJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, TourOptions::new, TourJob::build);
  }

  static void build(Flow flow, TourOptions options) {
    flow.write("tour", topology(flow.environment(), options.stops()), new LineFormat());
  }

  static DataStream<String> topology(StreamExecutionEnvironment env, List<Stop> stops) {
    List<DataStream<Result>> results = new ArrayList<>();
    for (int number = 0; number < stops.size(); number++) {
      Stop stop = stops.get(number);
      results.add(shown(stop.results().apply(env), stop, number));
    }
    return union(results)
        .keyBy(result -> "tour", Types.STRING)
        .process(
            new InTourOrder(
                stops.stream().map(stop -> stop.name() + ": " + stop.heading()).toList()))
        .setParallelism(1)
        .name("in tour order")
        .uid("in-tour-order");
  }

  private static <T> DataStream<Result> shown(DataStream<T> results, Stop stop, int number) {
    return results
        .map(new ShowResult<T>(number))
        .returns(TypeInformation.of(Result.class))
        .name(stop.name() + " results")
        .uid(stop.name() + "-results");
  }

  private static DataStream<Result> union(List<DataStream<Result>> streams) {
    DataStream<Result> all = streams.get(0);
    for (DataStream<Result> stream : streams.subList(1, streams.size())) {
      all = all.union(stream);
    }
    return all;
  }

  /**
   * Makes a text of each result of a stop as Flink's {@code print} does: behind the number of the
   * subtask, from 1, where there are several.
   */
  private static final class ShowResult<T> extends RichMapFunction<T, Result> {
    private static final long serialVersionUID = 1L;

    private final int stop;
    private transient String prefix = "";

    /**
     * @param stop its number
     */
    ShowResult(int stop) {
      this.stop = stop;
    }

    @Override
    public void open(OpenContext context) {
      TaskInfo task = getRuntimeContext().getTaskInfo();
      prefix =
          task.getNumberOfParallelSubtasks() == 1 ? "" : task.getIndexOfThisSubtask() + 1 + "> ";
    }

    @Override
    public Result map(T result) {
      return new Result(stop, prefix + result);
    }
  }
}
