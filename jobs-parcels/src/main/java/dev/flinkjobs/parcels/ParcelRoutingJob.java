package dev.flinkjobs.parcels;

import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Which parcels need special care on their way? It grew from {@link ParcelRoutingExercise}. */
public final class ParcelRoutingJob {
  private ParcelRoutingJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, ParcelRoutingOptions::new, ParcelRoutingJob::build);
  }

  static void build(Flow flow, ParcelRoutingOptions options) {
    DataStream<Parcel> parcels = flow.read("parcels", new ParcelDecoder());
    topology(parcels, options.rules(), options.routing())
        .forEach(
            (route, taken) ->
                flow.writeRoute(
                    route.text(), taken, new ParcelFormat(route.label(options.labels()))));
  }

  static Map<Route, DataStream<Parcel>> topology(
      DataStream<Parcel> parcels, RoutingRules rules, Routing routing) {
    return routing == Routing.ALL ? everyRoute(parcels, rules) : firstRoute(parcels, rules);
  }

  private static Map<Route, DataStream<Parcel>> everyRoute(
      DataStream<Parcel> parcels, RoutingRules rules) {
    Map<Route, DataStream<Parcel>> taken = new EnumMap<>(Route.class);
    for (Route route : Route.values()) {
      taken.put(
          route,
          parcels
              .filter(parcel -> rules.takes(route, parcel))
              .name(route.text() + " filter")
              .uid(route.text() + "-filter"));
    }
    return taken;
  }

  private static Map<Route, DataStream<Parcel>> firstRoute(
      DataStream<Parcel> parcels, RoutingRules rules) {
    SingleOutputStreamOperator<Void> split =
        parcels
            .process(new FirstRoute(rules))
            .returns(Types.VOID)
            .name("first route")
            .uid("first-route");
    Map<Route, DataStream<Parcel>> taken = new EnumMap<>(Route.class);
    for (Route route : Route.values()) {
      taken.put(route, split.getSideOutput(FirstRoute.tag(route)));
    }
    return taken;
  }

  /** Sends each parcel to the side output of the first route that takes it. */
  private static final class FirstRoute extends ProcessFunction<Parcel, Void> {
    private static final long serialVersionUID = 1L;

    private static final Map<Route, OutputTag<Parcel>> TAGS = tags();

    private final RoutingRules rules;

    FirstRoute(RoutingRules rules) {
      this.rules = rules;
    }

    private static Map<Route, OutputTag<Parcel>> tags() {
      Map<Route, OutputTag<Parcel>> tags = new EnumMap<>(Route.class);
      for (Route route : Route.values()) {
        tags.put(route, new OutputTag<>(route.text(), TypeInformation.of(Parcel.class)));
      }
      return tags;
    }

    static OutputTag<Parcel> tag(Route route) {
      return Objects.requireNonNull(TAGS.get(route));
    }

    @Override
    public void processElement(Parcel parcel, Context context, Collector<Void> none) {
      context.output(tag(rules.first(parcel)), parcel);
    }
  }
}
