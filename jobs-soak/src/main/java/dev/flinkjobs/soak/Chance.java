package dev.flinkjobs.soak;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * What is drawn for each record. The same place of the same run has the same values whoever asks,
 * in whatever order: so what was fed need not be kept to be compared with.
 *
 * @param run the seed
 */
record Chance(long run) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * A number from 0 on.
   *
   * @param question which of the numbers of this record
   */
  int below(int bound, int partition, long sequence, int question) {
    long mixed = mix(run + GOLDEN * (partition + 1));
    mixed = mix(mixed + GOLDEN * (sequence + 1));
    mixed = mix(mixed + GOLDEN * (question + 1));
    return (int) Long.remainderUnsigned(mixed, bound);
  }

  /** That of SplittableRandom. */
  private static long mix(long z) {
    long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /**
   * Names a record: {@code 7-2-1234-9af3bc01}, with a checksum of the name and the content.
   *
   * @param content all else that the record says
   */
  String id(int partition, long sequence, String content) {
    String name = run + "-" + partition + "-" + sequence;
    CRC32 checksum = new CRC32();
    checksum.update((name + " " + content).getBytes(StandardCharsets.UTF_8));
    return name + "-" + String.format(Locale.ROOT, "%08x", checksum.getValue());
  }
}
