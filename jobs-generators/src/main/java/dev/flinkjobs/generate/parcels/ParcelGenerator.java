package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.SeededNumbers;

/** Writes parcels. */
final class ParcelGenerator extends CsvGenerator {
  private final GenerateParcelsOptions options;
  private final SeededNumbers random;
  private final ExpectedRoutes expected = new ExpectedRoutes();

  ParcelGenerator(GenerateParcelsOptions options) {
    super(ParcelRow.HEADER, options.rows());
    this.options = options;
    this.random = new SeededNumbers(options.seed());
  }

  @Override
  public ExpectedRoutes expected() {
    return expected;
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < options.badRate();
    ParcelRow row = ParcelRow.draw(random);
    if (bad) {
      Fault fault = ParcelFaults.ALL.next(expected.rejected());
      row.writeTo(to, fault);
      expected.reject(fault.reason());
    } else {
      row.writeTo(to, null);
      expected.accept(row);
    }
  }
}
