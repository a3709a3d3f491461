package dev.flinkjobs.benchmarks;

/** A parcel as it is written: what is refrigerated says one of several words. */
@SuppressWarnings("MemberName")
public class ParcelRow {
  public double weight_kg;
  public String address = "";
  public String refrigerated = "";
}
