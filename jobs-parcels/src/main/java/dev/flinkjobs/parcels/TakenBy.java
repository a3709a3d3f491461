package dev.flinkjobs.parcels;

import org.apache.flink.api.common.functions.FilterFunction;

/** Keeps the parcels that a route takes, whatever other routes do. */
record TakenBy(Route route, RoutingRules rules) implements FilterFunction<Parcel> {

  @Override
  public boolean filter(Parcel parcel) {
    return rules.takes(route, parcel);
  }
}
