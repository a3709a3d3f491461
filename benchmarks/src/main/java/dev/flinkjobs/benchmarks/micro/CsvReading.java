package dev.flinkjobs.benchmarks.micro;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.CsvReader;
import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A row of a file in memory: with a key and an amount, or with a time besides. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CsvReading {
  private final byte[] file = Rows.file();

  @Benchmark
  @OperationsPerInvocation(Rows.COUNT)
  public long keysAndAmounts() throws IOException, CsvFileException {
    return read(new Decoder(List.of("type", "amount")));
  }

  @Benchmark
  @OperationsPerInvocation(Rows.COUNT)
  public long keysAmountsAndTimes() throws IOException, CsvFileException {
    return read(new Decoder(List.of("type", "amount", "timestamp")));
  }

  private long read(Decoder decoder) throws IOException, CsvFileException {
    long rows = 0;
    try (CsvReader<Row> reader =
        CsvReader.fromStart(
            "memory", new ByteArrayInputStream(file), CsvDialect.withHeader(','), decoder, null)) {
      for (RowBatch<Row> batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
        rows += batch.rows().size();
      }
    }
    if (rows != Rows.COUNT) {
      throw new IllegalStateException(rows + " rows instead of " + Rows.COUNT);
    }
    return rows;
  }

  private record Row(GroupKey key, Decimal amount, long time) {}

  private record Decoder(List<String> columns) implements RowDecoder<Row> {
    @Override
    public Row decode(Fields row) throws BadValue {
      long time = columns.size() > 2 ? row.timestamp(2, ZoneOffset.UTC) : 0;
      return new Row(row.key(0, 1), row.decimal(1), time);
    }

    @Override
    public TypeInformation<Row> type() {
      return TypeInformation.of(Row.class);
    }
  }
}
