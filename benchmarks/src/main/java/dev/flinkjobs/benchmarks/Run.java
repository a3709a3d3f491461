package dev.flinkjobs.benchmarks;

/**
 * One process that ran to its end.
 *
 * @param variant of the area, in words of its own; mostly empty
 * @param contender the first one of an area is what the others are compared with
 * @param input what identifies the bytes it read
 * @param rows of that input
 * @param wallSeconds from start to end of the process
 * @param cpuSeconds user and system time of all its threads
 * @param peakHeap the most that was in a JVM's heap, in MB; 0 where there is none
 */
record Run(
    Area area,
    String variant,
    String contender,
    Size size,
    String input,
    long rows,
    double wallSeconds,
    double cpuSeconds,
    double peakHeap) {

  enum Size {
    FULL,
    /** The same on a tiny input: what it costs to start and to end. */
    TINY
  }

  /**
   * Reads a line as {@code benchmarks/run} writes it, separated by tabs; the fourth is the round.
   */
  static Run parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 10) {
      throw new IllegalArgumentException("not a run: " + line);
    }
    int colon = fields[0].indexOf(':');
    return new Run(
        Area.of(colon < 0 ? fields[0] : fields[0].substring(0, colon)),
        colon < 0 ? "" : fields[0].substring(colon + 1),
        fields[1],
        fields[2].equals("tiny") ? Size.TINY : Size.FULL,
        fields[4],
        Long.parseLong(fields[5]),
        Double.parseDouble(fields[6]),
        Double.parseDouble(fields[7]) + Double.parseDouble(fields[8]),
        Double.parseDouble(fields[9]));
  }
}
