package dev.flinkjobs.parcels;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends each parcel to the side output of the first route that takes it. */
final class FirstRoute extends ProcessFunction<Parcel, Void> {
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
