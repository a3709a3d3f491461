package dev.flinkjobs.benchmarks;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A row of the input as flink-csv reads it. */
@JsonPropertyOrder({"weight_kg", "address", "refrigerated"})
@SuppressWarnings("MemberName")
public class ParcelRow {
  public double weight_kg;
  public String address = "";
  public String refrigerated = "";
}
