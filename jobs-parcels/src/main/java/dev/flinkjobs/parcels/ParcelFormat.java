package dev.flinkjobs.parcels;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.List;
import java.util.Locale;

/** A parcel as {@code 무거운 택배 (25, 서울 강남구, false)}, or as the columns that it was read from. */
final class ParcelFormat implements ResultFormat<Parcel> {
  private static final long serialVersionUID = 1L;

  private final String label;

  ParcelFormat(String label) {
    this.label = label;
  }

  @Override
  public List<String> columns() {
    return ParcelDecoder.COLUMNS;
  }

  @Override
  public List<ColumnType> types() {
    return List.of(ColumnType.NUMBER, ColumnType.TEXT, ColumnType.TRUTH);
  }

  @Override
  public void write(Parcel parcel, RowWriter row) {
    row.number(parcel.weightKg());
    row.text(parcel.address());
    row.truth(parcel.refrigerated());
  }

  @Override
  public String print(Parcel parcel) {
    return String.format(
        Locale.ROOT,
        "%s (%s, %s, %s)",
        label,
        parcel.weightKg(),
        parcel.address(),
        parcel.refrigerated());
  }
}
