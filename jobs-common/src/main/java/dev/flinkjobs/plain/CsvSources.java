package dev.flinkjobs.plain;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.io.compression.InflaterInputStreamFactory;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.compression.StandardDeCompressors;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.csv.CsvReaderFormat;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonSetter;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.Nulls;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.MappingIterator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.cfg.CoercionAction;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvSchema;

/**
 * Flink's own sources of CSV files as POJOs, by flink-csv.
 *
 * <pre>{@code
 * FileSource<Transaction> source =
 *     CsvSources.of(Transaction.class, "transactions.csv").require("transaction_type", "amount");
 * }</pre>
 *
 * <p>Files are UTF-8, with or without a byte order mark, or compressed ({@code .gz}); fields may be
 * quoted and have line breaks. The first line names the columns, in any order: a public field of
 * the POJO gets the column of its name, and other columns are ignored. Where the column or its
 * value is missing, the field keeps the POJO's default.
 *
 * <p>The first row that cannot be read <em>fails the job</em>: {@code 1,000} or a blank for a
 * number, more fields than columns, bytes that are not UTF-8, a quote that is never closed. What
 * Java takes for a number is one: {@code .5}, {@code 1e3}, {@code NaN}. A job of this suite, which
 * reads by {@code flow.read}, rejects such a row with its reason and goes on.
 */
public final class CsvSources<T> {
  private final Class<T> type;
  private final Path[] paths;

  private CsvSources(Class<T> type, Path[] paths) {
    this.type = type;
    this.paths = paths;
  }

  /**
   * Files to read.
   *
   * @param type a POJO by Flink's rules
   * @param paths files, or directories of them: paths of this machine, or with a scheme that Flink
   *     knows, such as {@code s3://}
   * @throws IllegalArgumentException if there is no path
   */
  public static <T> CsvSources<T> of(Class<T> type, String... paths) {
    if (paths.length == 0) {
      throw new IllegalArgumentException("no file is given; give one, e.g. data/transactions.csv");
    }
    return new CsvSources<>(type, Arrays.stream(paths).map(CsvSources::path).toArray(Path[]::new));
  }

  /**
   * The source, which ends with the files.
   *
   * @param columns those that the program needs; others that have a field are read too
   * @throws IllegalArgumentException if a file is not there or cannot be read, or has not one
   *     column of each of these names; it says which columns there are
   */
  public FileSource<T> require(String... columns) {
    for (Path path : paths) {
      files(path).forEach(file -> check(file.path(), columns));
    }
    return FileSource.forRecordStreamFormat(
            CsvReaderFormat.forSchema(
                CsvSources::mapper,
                mapper -> CsvSchema.emptySchema().withHeader(),
                Types.POJO(type)),
            paths)
        .build();
  }

  private static void check(Path file, String... columns) {
    List<String> header = header(file);
    for (String column : columns) {
      int count = Collections.frequency(header, column);
      if (count != 1) {
        throw new IllegalArgumentException(
            file.getPath()
                + (count == 0 ? ": there is no column '" : ": there is more than one column '")
                + column
                + "'; its first line names: "
                + String.join(", ", header));
      }
    }
  }

  private static CsvMapper mapper() {
    CsvMapper mapper = new CsvMapper();
    mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    mapper.enable(CsvParser.Feature.EMPTY_STRING_AS_NULL);
    mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP));
    // Jackson takes a blank number for 0, which no sum would show.
    mapper
        .coercionConfigDefaults()
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    return mapper;
  }

  /** Not relative, since a colon in its name would be taken for the end of a scheme. */
  private static Path path(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")
        ? new Path(text)
        : Path.fromLocalFile(new File(text).getAbsoluteFile());
  }

  /** Those that the source will find. */
  private static Collection<FileSourceSplit> files(Path path) {
    try {
      return new NonSplittingRecursiveEnumerator().enumerateSplits(new Path[] {path}, 1);
    } catch (FileNotFoundException missing) {
      throw new IllegalArgumentException(path.getPath() + ": there is no such file", missing);
    } catch (IOException unreadable) {
      throw unreadable(path, unreadable);
    }
  }

  private static List<String> header(Path file) {
    InflaterInputStreamFactory<?> inflater =
        StandardDeCompressors.getDecompressorForFileName(file.getName());
    try (InputStream raw = file.getFileSystem().open(file);
        InputStream text = inflater == null ? raw : inflater.create(raw);
        MappingIterator<String[]> rows =
            new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(text)) {
      return rows.hasNextValue()
          ? Arrays.stream(rows.nextValue()).map(String::trim).toList()
          : List.of();
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  private static IllegalArgumentException unreadable(Path file, IOException reason) {
    return new IllegalArgumentException(
        file.getPath() + ": it cannot be read: " + reason.getMessage(), reason);
  }
}
