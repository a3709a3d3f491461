package dev.flinkjobs.output;

import java.util.List;
import java.util.Locale;

/** The formats of files of results. */
enum FileFormat {
  CSV,
  JSON,
  TEXT;

  /** The ending of file names. */
  String ending() {
    return this == TEXT ? "txt" : name().toLowerCase(Locale.ROOT);
  }

  FileRowWriter rowWriter(List<String> columns, Utf8Buffer out) {
    return switch (this) {
      case CSV -> new CsvRowWriter(columns, out);
      case JSON -> new JsonRowWriter(columns, out);
      case TEXT -> new TextRowWriter(columns, out);
    };
  }
}
