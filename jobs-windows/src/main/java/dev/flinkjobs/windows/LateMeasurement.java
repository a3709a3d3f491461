package dev.flinkjobs.windows;

import dev.flinkjobs.ledger.Late;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * A row that came too late.
 *
 * @param missed the windows that do not count it; of a session, which is not known any more, none
 * @param isLost whether no window counts it
 */
@TypeInfo(LateMeasurementSerializer.Factory.class)
public record LateMeasurement(Measurement row, List<TimeWindow> missed, boolean isLost)
    implements Late {

  /** Of a session: the row alone would have been one. */
  static LateMeasurement session(Measurement row) {
    return new LateMeasurement(row, List.of(), true);
  }

  @Override
  public int missedPanes() {
    return Math.max(1, missed.size());
  }
}
