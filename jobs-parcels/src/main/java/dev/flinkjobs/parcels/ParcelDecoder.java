package dev.flinkjobs.parcels;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.record.Visible;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Takes a parcel from a row. A weight of 0 is one: scales that round to kilograms show it. */
record ParcelDecoder() implements RowDecoder<Parcel> {
  /** Also those of the files that parcels are written to, which can so be read again. */
  static final List<String> COLUMNS = List.of("weight_kg", "address", "refrigerated");

  private static final int WEIGHT = 0;
  private static final int ADDRESS = 1;
  private static final int REFRIGERATED = 2;

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public Parcel decode(Fields row) throws BadValue {
    return new Parcel(weight(row), row.text(ADDRESS), isRefrigerated(row));
  }

  private static Decimal weight(Fields row) throws BadValue {
    Decimal weight = row.decimal(WEIGHT);
    if (weight.compareTo(Decimal.ZERO) < 0) {
      throw new BadValue(RejectReason.OUT_OF_RANGE, WEIGHT);
    }
    return weight;
  }

  private static boolean isRefrigerated(Fields row) throws BadValue {
    return switch (Visible.composed(row.text(REFRIGERATED)).toLowerCase(Locale.ROOT)) {
      case "true", "예" -> true;
      case "false", "아니오" -> false;
      default -> throw new BadValue(RejectReason.NOT_A_BOOLEAN, REFRIGERATED);
    };
  }

  @Override
  public TypeInformation<Parcel> type() {
    return TypeInformation.of(Parcel.class);
  }
}
