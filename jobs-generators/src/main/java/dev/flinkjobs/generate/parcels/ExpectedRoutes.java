package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.output.Utf8Buffer;
import java.io.OutputStream;
import java.util.List;

/** How many parcels each route must take by the rules that hold unless others are given. */
final class ExpectedRoutes extends ExpectedResults {
  private static final List<String> ROUTES = List.of("heavy", "remote", "cold", "normal");
  private static final int NORMAL = 3;

  private final long[] all = new long[ROUTES.size()];
  private final long[] first = new long[ROUTES.size()];

  void accept(ParcelRow row) {
    boolean[] takes = {row.isHeavy(), row.isRemote(), row.isCold()};
    int firstRoute = NORMAL;
    for (int route = NORMAL - 1; route >= 0; route--) {
      if (takes[route]) {
        all[route]++;
        firstRoute = route;
      }
    }
    if (firstRoute == NORMAL) {
      all[NORMAL]++;
    }
    first[firstRoute]++;
    accept();
  }

  @Override
  protected void writeResults(Utf8Buffer json, OutputStream out) {
    json.text(",\n  \"routes\": {\n    \"all\": ");
    counts(all, json);
    json.text(",\n    \"first\": ");
    counts(first, json);
    json.text("\n  }");
  }

  private static void counts(long[] counts, Utf8Buffer json) {
    for (int route = 0; route < counts.length; route++) {
      String separator = route == 0 ? "{\"" : ", \"";
      field(separator + ROUTES.get(route) + "\": ", counts[route], json);
    }
    json.ascii('}');
  }
}
