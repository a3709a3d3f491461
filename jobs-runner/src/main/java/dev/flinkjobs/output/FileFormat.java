package dev.flinkjobs.output;

import java.util.List;
import java.util.Locale;

/** The formats of files of results. */
enum FileFormat {
  CSV,
  JSON,
  TEXT,
  PARQUET;

  /** The ending of file names. */
  String ending() {
    return this == TEXT ? "txt" : name().toLowerCase(Locale.ROOT);
  }

  /** Whether a file without rows says something: which columns there are. */
  boolean hasHeader() {
    return this == CSV || this == PARQUET;
  }

  /** The columns of its files: text has one, of lines as the console shows them. */
  <T> List<Column<T>> columns(ResultFormat<T> format) {
    return this == TEXT ? List.of(Column.text("line", format::print)) : format.layout();
  }

  <T> FileRowWriter<T> rowWriter(List<Column<T>> columns, Utf8Buffer out) {
    return switch (this) {
      case CSV -> new CsvRowWriter<>(columns, out);
      case JSON -> new JsonRowWriter<>(columns, out);
      case TEXT -> new FileRowWriter<>(columns, out);
      case PARQUET -> new ParquetRowWriter<>(columns, out);
    };
  }
}
