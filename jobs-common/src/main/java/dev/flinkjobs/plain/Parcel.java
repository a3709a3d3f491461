package dev.flinkjobs.plain;

/** A parcel as a POJO: a field for each column, by the column's name. */
@SuppressWarnings("MemberName") // Flink and flink-csv find a field by its name.
public class Parcel {
  /** In kilograms; NaN if it is missing. */
  public double weight_kg = Double.NaN;

  public String address = "";

  /** Whether it has to stay cold. */
  public boolean refrigerated;

  /** {@code (25, 서울 강남구, false)}. */
  @Override
  public String toString() {
    String weight = String.valueOf(weight_kg).replaceFirst("\\.0$", "");
    return "(" + weight + ", " + address + ", " + refrigerated + ")";
  }
}
