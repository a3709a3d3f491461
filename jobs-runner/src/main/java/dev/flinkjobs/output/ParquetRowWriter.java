package dev.flinkjobs.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Parquet: columns of types, in row groups of some megabytes, each column one page, compressed by
 * gzip. What stands where is said at the end of the file, so nothing of it is read before.
 */
final class ParquetRowWriter<T> extends FileRowWriter<T> {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROW_GROUP = 8 * 1024 * 1024;

  // By parquet.thrift.
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int GZIP = 2;
  private static final int DATA_PAGE = 0;

  private final List<ParquetColumn> typed;
  private final List<ThriftStruct> groups = new ArrayList<>();

  /** How far the file is written. */
  private long position;

  private long rows;

  /** Of the row group. */
  private long uncompressed;

  ParquetRowWriter(List<Column<T>> columns, Utf8Buffer out) {
    super(columns, out);
    this.typed = columns.stream().map(c -> new ParquetColumn(c.name(), c.type())).toList();
  }

  @Override
  void header() {
    position = 0;
    rows = 0;
    groups.clear();
    append(MAGIC);
  }

  @Override
  void row(T result) {
    for (int i = 0; i < typed.size(); i++) {
      typed.get(i).add(columns.get(i).value().apply(result));
    }
    rows++;
    int size = 0;
    for (ParquetColumn each : typed) {
      size += each.size();
    }
    if (size >= ROW_GROUP) {
      endGroup();
    }
  }

  @Override
  void footer() {
    endGroup();
    List<ThriftStruct> schema =
        Stream.concat(
                Stream.of(new ThriftStruct().text(4, "results").number(5, typed.size())),
                typed.stream().map(ParquetColumn::schema))
            .toList();
    byte[] metadata =
        new ThriftStruct()
            .number(1, 1)
            .structs(2, schema)
            .longNumber(3, rows)
            .structs(4, groups)
            .text(6, "flink-jobs")
            .toBytes();
    append(metadata);
    append(ParquetColumn.little(metadata.length));
    append(MAGIC);
  }

  private void endGroup() {
    int count = typed.get(0).rows();
    if (count == 0) {
      return;
    }
    uncompressed = 0;
    List<ThriftStruct> chunks = typed.stream().map(each -> chunk(each, count)).toList();
    groups.add(
        new ThriftStruct().structs(1, chunks).longNumber(2, uncompressed).longNumber(3, count));
  }

  /** Appends the values of a column, and says where they are. */
  private ThriftStruct chunk(ParquetColumn values, int count) {
    byte[] page = values.takePage();
    byte[] compressed = compressed(page);
    byte[] header =
        new ThriftStruct()
            .number(1, DATA_PAGE)
            .number(2, page.length)
            .number(3, compressed.length)
            .struct(
                5,
                new ThriftStruct().number(1, count).number(2, PLAIN).number(3, RLE).number(4, RLE))
            .toBytes();
    long offset = position;
    append(header);
    append(compressed);
    long size = (long) header.length + page.length;
    uncompressed += size;
    return new ThriftStruct()
        .longNumber(2, offset)
        .struct(
            3,
            new ThriftStruct()
                .number(1, values.physicalType())
                .numbers(2, PLAIN, RLE)
                .texts(3, values.name())
                .number(4, GZIP)
                .longNumber(5, count)
                .longNumber(6, size)
                .longNumber(7, position - offset)
                .longNumber(9, offset));
  }

  private static byte[] compressed(byte[] page) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 64 * 1024)) {
      gzip.write(page);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void append(byte[] bytes) {
    out.bytes(bytes);
    position += bytes.length;
  }
}
