package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.RichCoFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Events, and a stream that controls which of them pass. Either may come first, so what has come is
 * in keyed state: the events until the control is there, the control for the events behind it.
 */
final class CoFlatMapTour {
  private CoFlatMapTour() {}

  static DataStream<Tuple2<String, Integer>> results(StreamExecutionEnvironment env) {
    DataStream<Tuple2<String, Boolean>> controls =
        env.fromData(Tuple2.of("a", true), Tuple2.of("b", false))
            .name("controls")
            .uid("co-flat-map-controls");
    return env.fromData(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 3))
        .name("events")
        .uid("co-flat-map-events")
        .connect(controls)
        .keyBy(event -> event.f0, control -> control.f0, Types.STRING)
        .flatMap(new PassIfOpen())
        .name("pass if open")
        .uid("co-flat-map-pass");
  }

  private static final class PassIfOpen
      extends RichCoFlatMapFunction<
          Tuple2<String, Integer>, Tuple2<String, Boolean>, Tuple2<String, Integer>> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Boolean> open;
    private transient ListState<Tuple2<String, Integer>> waiting;

    @Override
    public void open(OpenContext context) {
      open = getRuntimeContext().getState(new ValueStateDescriptor<>("open", Types.BOOLEAN));
      waiting =
          getRuntimeContext()
              .getListState(
                  new ListStateDescriptor<>("waiting", Types.TUPLE(Types.STRING, Types.INT)));
    }

    @Override
    public void flatMap1(Tuple2<String, Integer> event, Collector<Tuple2<String, Integer>> out)
        throws Exception {
      Boolean isOpen = open.value();
      if (isOpen == null) {
        waiting.add(event);
      } else if (isOpen) {
        out.collect(event);
      }
    }

    @Override
    public void flatMap2(Tuple2<String, Boolean> control, Collector<Tuple2<String, Integer>> out)
        throws Exception {
      open.update(control.f1);
      if (control.f1) {
        waiting.get().forEach(out::collect);
      }
      waiting.clear();
    }
  }
}
