package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.output.Utf8Buffer;

/** Writes parcels. */
final class ParcelGenerator extends CsvGenerator<ExpectedRoutes> {

  ParcelGenerator(GenerateParcelsOptions options) {
    super(ParcelRow.HEADER, options, new ExpectedRoutes());
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < badRate;
    ParcelRow row = ParcelRow.draw(random);
    write(
        to,
        ParcelRow.COLUMNS,
        bad,
        ParcelFaults.ALL,
        column -> row.writeField(column, to),
        () -> expected.accept(row));
  }
}
