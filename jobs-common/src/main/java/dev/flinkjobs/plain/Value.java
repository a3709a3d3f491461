package dev.flinkjobs.plain;

/** A whole number as a POJO, by the name of its column. */
public class Value {
  public long value;
}
