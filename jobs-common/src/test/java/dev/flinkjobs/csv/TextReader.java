package dev.flinkjobs.csv;

import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.FileWatermark;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a text as a file that has the columns of a decoder, in their order, and no others. */
final class TextReader {

  /** In which times may be short. */
  static final CsvDialect DIALECT =
      new CsvDialect(',', List.of(), new TimeFormat("millis"), TextEncoding.UTF_8);

  private TextReader() {}

  /**
   * @param position where to begin, in bytes: at a row, or anywhere in a line
   * @param line that begins there
   */
  static <T> RowReader<T> of(
      String text,
      long position,
      long line,
      RowDecoder<T> decoder,
      @Nullable FileWatermark watermark) {
    ByteArrayInputStream input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    input.skip(position);
    return new CsvReader<>(
        "f",
        new CsvBytes(input, position),
        DIALECT,
        decoder,
        IntStream.range(0, decoder.columns().size()).toArray(),
        line,
        watermark);
  }
}
