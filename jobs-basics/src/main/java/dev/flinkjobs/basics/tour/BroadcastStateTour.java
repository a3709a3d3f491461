package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A stream of rates that every subtask has, kept in checkpoints: amounts are exchanged by them. An
 * amount whose rate has not come yet waits in the state of its key.
 */
final class BroadcastStateTour {
  private BroadcastStateTour() {}

  private static final MapStateDescriptor<String, Integer> RATES =
      new MapStateDescriptor<>("rates", Types.STRING, Types.INT);

  private static final ListStateDescriptor<Integer> WAITING =
      new ListStateDescriptor<>("waiting", Types.INT);

  static DataStream<String> results(StreamExecutionEnvironment env) {
    DataStream<Tuple2<String, Integer>> rates =
        env.fromData(Tuple2.of("EUR", 1500), Tuple2.of("USD", 1400))
            .name("rates")
            .uid("broadcast-rates");
    return env.fromData(Tuple2.of("USD", 2), Tuple2.of("EUR", 3), Tuple2.of("USD", 1))
        .name("amounts")
        .uid("broadcast-amounts")
        .keyBy(amount -> amount.f0, Types.STRING)
        .connect(rates.broadcast(RATES))
        .process(new Exchange())
        .name("exchange")
        .uid("broadcast-exchange");
  }

  private static final class Exchange
      extends KeyedBroadcastProcessFunction<
          String, Tuple2<String, Integer>, Tuple2<String, Integer>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
        Tuple2<String, Integer> amount, ReadOnlyContext context, Collector<String> out)
        throws Exception {
      Integer rate = context.getBroadcastState(RATES).get(amount.f0);
      if (rate == null) {
        getRuntimeContext().getListState(WAITING).add(amount.f1);
      } else {
        out.collect(exchanged(amount.f0, amount.f1, rate));
      }
    }

    @Override
    public void processBroadcastElement(
        Tuple2<String, Integer> rate, Context context, Collector<String> out) throws Exception {
      context.getBroadcastState(RATES).put(rate.f0, rate.f1);
      context.applyToKeyedState(
          WAITING,
          (currency, waiting) -> {
            if (currency.equals(rate.f0)) {
              for (int amount : waiting.get()) {
                out.collect(exchanged(currency, amount, rate.f1));
              }
              waiting.clear();
            }
          });
    }

    private static String exchanged(String currency, int amount, int rate) {
      return amount + " " + currency + " = " + amount * rate + " KRW";
    }
  }
}
