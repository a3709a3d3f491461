package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.record.RejectReason;
import java.util.List;

/** What is wrong with bad parcels. */
final class ParcelFaults {
  /** A bad quote makes its row end at the next line break, so it stands in the last column. */
  private static final List<Fault> IN_TURN =
      List.of(
          Fault.of(RejectReason.OUT_OF_RANGE, ParcelRow.WEIGHT, "-3"),
          Fault.of(RejectReason.MISSING_VALUE, ParcelRow.ADDRESS, ""),
          Fault.of(RejectReason.NOT_A_NUMBER, ParcelRow.WEIGHT, "20kg"),
          Fault.of(RejectReason.NOT_A_BOOLEAN, ParcelRow.REFRIGERATED, "maybe"),
          Fault.of(RejectReason.WRONG_COLUMN_COUNT, ParcelRow.ADDRESS, "서울 강남구, 테헤란로 1"),
          Fault.cp949(ParcelRow.ADDRESS, "서울"),
          Fault.of(RejectReason.BAD_QUOTE, ParcelRow.REFRIGERATED, "\"tr\"ue"),
          Fault.of(RejectReason.MISSING_VALUE, ParcelRow.WEIGHT, ""),
          Fault.of(RejectReason.NOT_A_BOOLEAN, ParcelRow.REFRIGERATED, "1"),
          Fault.of(RejectReason.NOT_A_NUMBER, ParcelRow.WEIGHT, "무거움"),
          Fault.cutBefore(ParcelRow.REFRIGERATED),
          Fault.of(RejectReason.OUT_OF_RANGE, ParcelRow.WEIGHT, "-0.001"),
          Fault.of(RejectReason.MISSING_VALUE, ParcelRow.ADDRESS, "\" \u3000\""),
          Fault.of(RejectReason.MISSING_VALUE, ParcelRow.REFRIGERATED, ""),
          Fault.of(RejectReason.NOT_A_NUMBER, ParcelRow.WEIGHT, "1e"));

  /** Of over 1 MiB. */
  private static final Fault TOO_LONG =
      Fault.of(RejectReason.ROW_TOO_LONG, ParcelRow.ADDRESS, "멀고 먼 길 ".repeat(80_000));

  static final Faults ALL = new Faults(IN_TURN, TOO_LONG);

  private ParcelFaults() {}
}
