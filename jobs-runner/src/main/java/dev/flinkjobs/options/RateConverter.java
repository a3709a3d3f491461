package dev.flinkjobs.options;

import picocli.CommandLine.ITypeConverter;

/** A part of a whole, as a number from 0 to 1. */
public final class RateConverter implements ITypeConverter<Double> {

  @Override
  public Double convert(String value) {
    double rate;
    try {
      rate = Converters.decimal(value).doubleValue();
    } catch (NotAllowed e) {
      throw notAllowed(value);
    }
    if (rate < 0 || rate > 1) {
      throw notAllowed(value);
    }
    return rate;
  }

  private static NotAllowed notAllowed(String value) {
    return new NotAllowed(value, "a number from 0 to 1, such as 0.02");
  }
}
