package dev.flinkjobs.parcels;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.Message;
import java.util.List;

/** A parcel as {@code 무거운 택배 (25, 서울 강남구, false)}, or as the columns that it was read from. */
record ParcelFormat(String label) implements ResultFormat<Parcel> {

  @Override
  public List<Column<Parcel>> layout() {
    return List.of(
        Column.number(ParcelDecoder.COLUMNS.get(0), Parcel::weightKg),
        Column.text(ParcelDecoder.COLUMNS.get(1), Parcel::address),
        Column.truth(ParcelDecoder.COLUMNS.get(2), Parcel::refrigerated));
  }

  @Override
  public String print(Parcel parcel) {
    return Message.of(
        "%s (%s, %s, %s)", label, parcel.weightKg(), parcel.address(), parcel.refrigerated());
  }
}
