package dev.flinkjobs.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What Parquet's own library reads from a file.
 *
 * @param schema in its words
 * @param groups how many row groups there are
 * @param rows their values joined by a bar
 */
record ParquetReader(String schema, int groups, List<String> rows) {

  static ParquetReader read(Path file) {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Gzip())
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      List<String> rows = new ArrayList<>();
      int groups = 0;
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        groups++;
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long row = 0; row < pages.getRowCount(); row++) {
          rows.add(text(records.read()));
        }
      }
      // The library lower-cases its own words by the default locale.
      return new ParquetReader(schema.toString().replace('ı', 'i'), groups, rows);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Group row) {
    StringJoiner values = new StringJoiner("|");
    for (int column = 0; column < row.getType().getFieldCount(); column++) {
      values.add(row.getFieldRepetitionCount(column) == 0 ? "null" : text(row, column));
    }
    return values.toString();
  }

  private static String text(Group row, int column) {
    Type type = row.getType().getType(column);
    return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
        ? new BigDecimal(new BigInteger(row.getBinary(column, 0).getBytes()), decimal.getScale())
            .toPlainString()
        : row.getValueToString(column, 0);
  }

  /** By the JDK, since the library's own is Hadoop's. */
  private record Gzip()
      implements CompressionCodecFactory, CompressionCodecFactory.BytesInputDecompressor {
    @Override
    public CompressionCodecFactory.BytesInputDecompressor getDecompressor(
        CompressionCodecName codec) {
      if (codec != CompressionCodecName.GZIP) {
        throw new IllegalArgumentException(codec.toString());
      }
      return this;
    }

    @Override
    public CompressionCodecFactory.BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(new GZIPInputStream(bytes.toInputStream()).readAllBytes());
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void release() {}
  }
}
