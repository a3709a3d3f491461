package dev.flinkjobs.parcels;

import dev.flinkjobs.record.Decimal;
import java.io.Serializable;

/**
 * Which parcels a route takes.
 *
 * @param heavyAbove in kilograms; a parcel of just this weight is not heavy
 * @param remoteKeywords an address that has one of them is remote
 */
record RoutingRules(Decimal heavyAbove, Keywords remoteKeywords) implements Serializable {

  boolean takes(Route route, Parcel parcel) {
    return switch (route) {
      case HEAVY -> parcel.weightKg().compareTo(heavyAbove) > 0;
      case REMOTE -> remoteKeywords.areIn(parcel.address());
      case COLD -> parcel.refrigerated();
      case NORMAL ->
          !takes(Route.HEAVY, parcel) && !takes(Route.REMOTE, parcel) && !takes(Route.COLD, parcel);
    };
  }

  /** The first route that takes the parcel. */
  Route first(Parcel parcel) {
    for (Route route : Route.values()) {
      if (takes(route, parcel)) {
        return route;
      }
    }
    throw new IllegalStateException("the last route takes what no other does");
  }
}
