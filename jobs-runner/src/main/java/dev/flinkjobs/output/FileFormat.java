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

  FileRowWriter rowWriter(List<? extends Column<?>> columns, Utf8Buffer out) {
    return switch (this) {
      case CSV -> new CsvRowWriter(columns, out);
      case JSON -> new JsonRowWriter(columns, out);
      case TEXT -> new TextRowWriter(columns, out);
      case PARQUET -> new ParquetRowWriter(columns, out);
    };
  }
}
