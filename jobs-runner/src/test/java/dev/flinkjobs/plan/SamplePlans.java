package dev.flinkjobs.plan;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.co.CoMapFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Plans as Flink writes them, from graphs small enough to know by heart. */
enum SamplePlans {
  CHAIN {
    @Override
    void build(StreamExecutionEnvironment env) {
      sink(totals(source(env, "transactions.csv")), "print");
    }
  },

  SIDE_OUTPUTS {
    @Override
    void build(StreamExecutionEnvironment env) {
      SingleOutputStreamOperator<String> rows =
          source(env, "transactions.csv").process(new Split()).name("decode rows");
      SingleOutputStreamOperator<String> totals = totals(rows);
      sink(totals, "results");
      sink(rows.getSideOutput(REJECTED), "rejected rows");
      DataStream<String> counts = rows.getSideOutput(COUNTS).union(totals.getSideOutput(COUNTS));
      sink(counts.global().map(value -> value).name("ledger").setParallelism(1), "summary");
    }
  },

  UNION {
    @Override
    void build(StreamExecutionEnvironment env) {
      DataStream<String> all =
          source(env, "January").union(source(env, "February"), source(env, "March"));
      sink(totals(all), "print");
    }
  },

  DIAMOND {
    @Override
    void build(StreamExecutionEnvironment env) {
      DataStream<String> rows = source(env, "events").rebalance().map(v -> v).name("parse");
      DataStream<String> rules = source(env, "rules");
      DataStream<String> left = rows.keyBy(v -> v, Types.STRING).map(v -> v).name("enrich");
      DataStream<String> right =
          rows.connect(rules.broadcast()).map(new First()).name("match rules").rescale();
      sink(left.union(right, rows).map(v -> v).name("merge"), "alerts");
    }
  },

  SELF_UNION {
    @Override
    void build(StreamExecutionEnvironment env) {
      DataStream<String> numbers = source(env, "numbers");
      sink(numbers.union(numbers), "twice");
    }
  },

  LONG_NAMES {
    @Override
    void build(StreamExecutionEnvironment env) {
      sink(
          source(env, "s3://bucket/landing/transactions/2025/03/transactions-part-00001.csv")
              .keyBy(value -> value, Types.STRING)
              .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)))
              .reduce((a, b) -> b)
              .filter(value -> true)
              .name("amount > 1000 AND currency <> 'EUR' & \"news\" LIKE '%a;b#c%' AND type = 'x'"),
          "out");
    }
  },

  KOREAN {
    @Override
    void build(StreamExecutionEnvironment env) {
      SingleOutputStreamOperator<String> parcels = source(env, "택배 접수");
      sink(parcels.filter(value -> true).name("무게가 20킬로그램을 넘는 무거운 택배만 고르기"), "무거운 택배");
      sink(parcels.filter(value -> true).name("주소에 산간이 들어간 택배"), "산간 택배");
      sink(parcels.filter(value -> true).name("냉장"), "냉장 택배");
    }
  };

  private static final OutputTag<String> REJECTED = new OutputTag<>("rejected", Types.STRING);
  private static final OutputTag<String> COUNTS = new OutputTag<>("counts", Types.STRING);

  abstract void build(StreamExecutionEnvironment env);

  ExecutionPlan plan() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(2);
    build(env);
    return ExecutionPlan.of(env.getStreamGraph());
  }

  private static SingleOutputStreamOperator<String> source(
      StreamExecutionEnvironment env, String name) {
    return env.fromData(List.of("a"), Types.STRING).name(name);
  }

  private static SingleOutputStreamOperator<String> totals(DataStream<String> in) {
    return in.keyBy(value -> value, Types.STRING).reduce((a, b) -> b).name("running totals");
  }

  private static void sink(DataStream<String> in, String name) {
    in.sinkTo(new DiscardingSink<>()).name(name);
  }

  private static final class Split extends ProcessFunction<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(String value, Context context, Collector<String> out) {
      out.collect(value);
    }
  }

  private static final class First implements CoMapFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String map1(String value) {
      return value;
    }

    @Override
    public String map2(String value) {
      return value;
    }
  }
}
