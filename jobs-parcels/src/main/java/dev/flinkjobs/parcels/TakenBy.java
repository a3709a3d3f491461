package dev.flinkjobs.parcels;

import org.apache.flink.api.common.functions.FilterFunction;

/** Keeps the parcels that a route takes, whatever other routes do. */
final class TakenBy implements FilterFunction<Parcel> {
  private static final long serialVersionUID = 1L;

  private final Route route;
  private final RoutingRules rules;

  TakenBy(Route route, RoutingRules rules) {
    this.route = route;
    this.rules = rules;
  }

  @Override
  public boolean filter(Parcel parcel) {
    return rules.takes(route, parcel);
  }
}
