package dev.flinkjobs.source;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.CsvFileFormat;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was when it was listed.
 *
 * @param modified when, in milliseconds since 1970-01-01T00:00:00Z
 * @param identity by {@link dev.flinkjobs.csv.ListedInput}, which compares all this with what it
 *     reads
 */
public record InputFile(Path path, long bytes, long modified, String identity)
    implements Serializable {

  public FileSourceSplit split(String id) {
    return identity.isEmpty()
        ? new FileSourceSplit(id, path, 0, bytes, modified, bytes)
        : new FileSourceSplit(id, path, 0, bytes, modified, bytes, identity);
  }

  /** The id of the split of the file that is n-th in the order, from 0. */
  public static String place(int n) {
    return String.format(Locale.ROOT, "%010d", n);
  }

  /** Why it cannot be read, going on after its name; null if it can be. */
  public @Nullable String fault(CsvDialect dialect, List<String> columns) {
    try {
      CsvFileFormat.check(path, dialect, columns);
      return null;
    } catch (CsvFileException unreadable) {
      return unreadable.getMessage();
    } catch (IOException failed) {
      return Files.cannotBeRead(failed);
    }
  }
}
