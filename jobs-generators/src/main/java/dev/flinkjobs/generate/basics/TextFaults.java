package dev.flinkjobs.generate.basics;

import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.record.RejectReason;
import java.util.List;

/** What is wrong with bad lines: nothing but their bytes can be. */
final class TextFaults {
  private static final int LINE = 0;

  private static final List<Fault> IN_TURN =
      List.of(
          Fault.cp949(LINE, "안녕"),
          // Latin-1: "café".
          Fault.badEncoding(LINE, 'c', 'a', 'f', 0xE9),
          // UTF-8 whose last byte was cut off: "세계".
          Fault.badEncoding(LINE, 0xEC, 0x84, 0xB8, 0xEA, 0xB3),
          // A longer form than needed, of a slash.
          Fault.badEncoding(LINE, 'a', 0xC0, 0xAF, 'b'),
          // Half of a surrogate pair.
          Fault.badEncoding(LINE, 0xED, 0xA0, 0x80));

  /** Of over 1 MiB. */
  private static final Fault TOO_LONG =
      Fault.of(RejectReason.ROW_TOO_LONG, LINE, "All work and no play. ".repeat(50_000));

  static final Faults ALL = new Faults(IN_TURN, TOO_LONG);

  private TextFaults() {}
}
