package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowDecoder;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Takes from an event what the job asks of it, and leaves the rest unread. */
final class AdEventDecoder implements RowDecoder<AdEvent> {
  private static final long serialVersionUID = 1L;

  private static final int TYPE = 0;
  private static final int AD = 1;
  private static final int TIME = 2;

  @Override
  public List<String> columns() {
    return List.of("event_type", "ad_id", "event_time");
  }

  @Override
  public AdEvent decode(Fields row) throws BadValue {
    return new AdEvent(row.text(TYPE), row.text(AD), row.timestamp(TIME, ZoneOffset.UTC));
  }

  @Override
  public TypeInformation<AdEvent> type() {
    return TypeInformation.of(AdEvent.class);
  }
}
