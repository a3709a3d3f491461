package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Elements sent to the subtask that a function of ours chooses: even ones to 0, odd ones to 1. */
final class CustomPartitionerTour {
  private CustomPartitionerTour() {}

  static DataStream<String> results(StreamExecutionEnvironment env) {
    return env.fromData(1, 2, 3, 4, 5, 6)
        .name("numbers")
        .uid("partition-numbers")
        .partitionCustom((number, subtasks) -> number % subtasks, number -> number)
        .map(new WithSubtask())
        .setParallelism(2)
        .name("with subtask")
        .uid("partition-with-subtask");
  }

  private static final class WithSubtask extends RichMapFunction<Integer, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String map(Integer number) {
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      return "subtask " + subtask + ": " + number;
    }
  }
}
