package dev.flinkjobs.options;

/** Decimal digits, with a minus where the range allows it, and nothing else. */
final class WholeNumber {

  private WholeNumber() {}

  /**
   * @throws NotAllowed if the text is no number, or none from {@code min} to {@code max}
   */
  static long parse(String value, long min, long max, String allowed) {
    long number;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new NotAllowed(value, allowed);
    }
    if (number < min || number > max) {
      throw new NotAllowed(value, allowed);
    }
    return number;
  }
}
