package dev.flinkjobs.csv;

import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.record.Visible;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.FileWatermark;
import dev.flinkjobs.time.Timed;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * CSV files for Flink's {@code FileSource}: one element is one {@link RowBatch}. Files that begin
 * with an object, or whose name ends in {@code .jsonl} or {@code .ndjson}, are JSON lines, whose
 * fields are the columns. What is gzip is uncompressed on the way, and other formats are refused.
 *
 * <p>A position in a checkpoint is the start of a batch: its byte in the uncompressed file and, in
 * place of Flink's "records after offset" (always 0 here), its line.
 */
public final class CsvFileFormat<T> implements BulkFormat<RowBatch<T>, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final CsvDialect dialect;
  private final RowDecoder<T> decoder;
  private final String baseDirectory;
  private final @Nullable EventTime time;
  private final Map<String, Long> watermarkBounds;
  private final int threads;

  /**
   * @param baseDirectory left out of file names in rejected rows, so that they read as the user
   *     gave them; empty for none
   * @param time of the rows, which are then {@link Timed}; null where they need none
   * @param watermarkBounds by the id of a split, what its watermark may not pass, for the sake of
   *     files that are read later; none where nothing is said
   * @param threads to read a large file by, at most; one that is compressed is read by one
   */
  public CsvFileFormat(
      CsvDialect dialect,
      RowDecoder<T> decoder,
      String baseDirectory,
      @Nullable EventTime time,
      Map<String, Long> watermarkBounds,
      int threads) {
    this.dialect = dialect;
    this.decoder = decoder;
    this.baseDirectory = baseDirectory;
    this.time = time;
    this.watermarkBounds = Map.copyOf(watermarkBounds);
    this.threads = threads;
  }

  private @Nullable FileWatermark watermark(FileSourceSplit split) {
    return time == null
        ? null
        : new FileWatermark(time, watermarkBounds.getOrDefault(split.splitId(), Long.MAX_VALUE));
  }

  /** The time of the first row of a file; empty where it has no row. */
  public static <T extends Timed> OptionalLong firstTimestamp(
      Path file, CsvDialect dialect, RowDecoder<T> decoder) throws IOException {
    CsvFileFormat<T> format = new CsvFileFormat<>(dialect, decoder, "", null, Map.of(), 1);
    try (CsvBytes window = new CsvBytes(open(file, dialect), 0, CsvBytes.SMALL)) {
      RowReader<T> reader = format.fromStart("", file, window, null);
      for (RowBatch<T> batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
        if (!batch.rows().isEmpty()) {
          return OptionalLong.of(batch.rows().get(0).timestamp());
        }
      }
      return OptionalLong.empty();
    }
  }

  /**
   * The latest time near the end of a file; empty where it is compressed, or no row is found there.
   * A guess, since the end is read without what is before it.
   *
   * @param bytes the size of the file
   */
  public static <T extends Timed> OptionalLong lastTimestamp(
      Path file, long bytes, CsvDialect dialect, RowDecoder<T> decoder) throws IOException {
    if (!dialect.encoding().isUtf8() || isCompressed(file, dialect)) {
      return OptionalLong.empty();
    }
    CsvFileFormat<T> format = new CsvFileFormat<>(dialect, decoder, "", null, Map.of(), 1);
    try (FSDataInputStream input = file.getFileSystem().open(file)) {
      input.seek(Math.max(0, bytes - CsvBytes.BLOCK));
      int skipped = bytes > CsvBytes.BLOCK ? input.read() : '\n';
      while (skipped >= 0 && skipped != '\n') {
        skipped = input.read();
      }
      RowReader<T> reader = format.fromRow("", new CsvBytes(input, 0), 1, format.slots(file), null);
      OptionalLong last = OptionalLong.empty();
      for (RowBatch<T> batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
        for (T row : batch.rows()) {
          last = OptionalLong.of(Math.max(row.timestamp(), last.orElse(Long.MIN_VALUE)));
        }
      }
      return last;
    }
  }

  /**
   * Reads the header of a file, and nothing else, to see that it has the columns. JSON lines have
   * none: each says for itself what it has.
   */
  public static void check(Path file, CsvDialect dialect, List<String> columns) throws IOException {
    if (isCompressed(file, dialect)) {
      try (InputStream text = new GzipMembers(openBytes(file))) {
        if (FirstBytes.areGzip(text, dialect.encoding())) {
          throw new CsvFileException("is gzip within gzip: decompress it once by `gzip -dc`");
        }
      }
    }
    if (!isJsonLines(file, dialect)) {
      slots(file, dialect, columns);
    }
  }

  /** Whether it has not even a header. */
  public static boolean isEmpty(Path file) {
    try (InputStream input = open(file, CsvDialect.LINES)) {
      return input.read() < 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** By what it begins with, or by its name. */
  private static boolean isJsonLines(Path file, CsvDialect dialect) throws IOException {
    if (dialect.isLines()) {
      return false;
    }
    try (InputStream text = new BufferedInputStream(open(file, dialect), CsvBytes.SMALL)) {
      boolean isJson = FirstBytes.areJsonLines(text);
      String name = file.getName().replaceFirst("[.]gz$", "");
      return isJson || name.endsWith(".jsonl") || name.endsWith(".ndjson");
    } finally {
      if (StandardInput.isAt(file)) {
        StandardInput.open(); // Back to its start.
      }
    }
  }

  private static int[] slots(Path file, CsvDialect dialect, List<String> columns)
      throws IOException {
    try (CsvBytes header = new CsvBytes(open(file, dialect), 0, CsvBytes.SMALL)) {
      return CsvHeader.read(header, dialect).slots(columns);
    }
  }

  /** Null for JSON lines. */
  private int @Nullable [] slots(Path file) throws IOException {
    return isJsonLines(file, dialect) ? null : slots(file, dialect, decoder.columns());
  }

  private static InputStream open(Path file, CsvDialect dialect) throws IOException {
    boolean compressed = isCompressed(file, dialect);
    InputStream bytes = openBytes(file);
    return dialect.encoding().decode(compressed ? new GzipMembers(bytes) : bytes);
  }

  private static InputStream openBytes(Path file) throws IOException {
    return StandardInput.isAt(file) ? StandardInput.open() : file.getFileSystem().open(file);
  }

  private static boolean isCompressed(Path file, CsvDialect dialect) throws IOException {
    try (InputStream bytes = openBytes(file)) {
      return FirstBytes.areGzip(bytes, dialect.encoding()) || file.getName().endsWith(".gz");
    }
  }

  @Override
  public BulkFormat.Reader<RowBatch<T>> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return reader(split, null, threadsHere());
  }

  @Override
  public BulkFormat.Reader<RowBatch<T>> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return reader(split, split.getReaderPosition().orElse(null), threadsHere());
  }

  /** Leaves a processor to what is behind the source: two readers on two are no faster than one. */
  private int threadsHere() {
    return Math.min(threads, Runtime.getRuntime().availableProcessors() - 1);
  }

  /**
   * @param threadsHere 1 or less for this one only
   */
  BulkFormat.Reader<RowBatch<T>> reader(
      FileSourceSplit split, @Nullable CheckpointedPosition position, int threadsHere)
      throws IOException {
    Path file = split.path();
    String name = shortName(file);
    try {
      if (StandardInput.isAt(file)) {
        CsvBytes window = new CsvBytes(open(file, dialect), 0);
        return new BatchReader<>(name, fromStart(name, file, window, watermark(split)), null);
      }
      ListedInput listed = ListedInput.open(split);
      try {
        return reader(split, name, listed, position, threadsHere);
      } catch (IOException failed) {
        IOUtils.closeQuietly(listed);
        throw failed;
      }
    } catch (CsvFileException unreadable) {
      throw unreadable(name, unreadable);
    }
  }

  private BatchReader<T> reader(
      FileSourceSplit split,
      String name,
      ListedInput listed,
      @Nullable CheckpointedPosition position,
      int threadsHere)
      throws IOException {
    Path file = split.path();
    String source = wholeName(file);
    FileWatermark watermark = watermark(split);
    boolean compressed = isCompressed(file, dialect);
    InputStream bytes = compressed ? new GzipMembers(listed) : listed;
    boolean isUtf8 = dialect.encoding().isUtf8();
    RowReader<T> rows;
    if (position == null) {
      InputStream text = dialect.encoding().decode(bytes);
      CsvBytes window =
          compressed ? new CsvBytes(text, 0) : CsvBytes.ofFile(text, 0, split.fileSize());
      rows = fromStart(source, file, window, watermark);
    } else {
      long offset = position.getOffset();
      if (compressed) {
        skip(bytes, offset);
      } else {
        listed.seek(offset);
      }
      CsvBytes window = new CsvBytes(dialect.encoding().decode(bytes), offset);
      rows = fromRow(source, window, position.getRecordsAfterOffset(), slots(file), watermark);
    }
    boolean isLarge = split.fileSize() - rows.position() > BlockReader.BLOCK;
    if (threadsHere <= 1 || !isLarge || compressed || !isUtf8) {
      return new BatchReader<>(name, rows, compressed ? listed : null);
    }
    rows.close();
    return new BatchReader<>(
        name,
        new BlockReader<>(
            anywhere(split),
            rows.position(),
            rows.line(),
            split.fileSize(),
            BlockReader.BLOCK,
            threadsHere),
        null);
  }

  private BlockReader.Opening<T> anywhere(FileSourceSplit split) throws IOException {
    String source = wholeName(split.path());
    int[] slots = slots(split.path());
    return (position, line) -> {
      ListedInput input = ListedInput.open(split);
      try {
        input.seek(position);
        return fromRow(source, new CsvBytes(input, position), line, slots, watermark(split));
      } catch (IOException failed) {
        IOUtils.closeQuietly(input);
        throw failed;
      }
    };
  }

  private static void skip(InputStream input, long bytes) throws IOException {
    try {
      input.skipNBytes(bytes);
    } catch (EOFException shorter) {
      throw new CsvFileException("ends before byte " + bytes + ", up to which it was read before");
    }
  }

  /** Reading it again would find the same. */
  private static SuppressRestartsException unreadable(String name, CsvFileException why) {
    return new SuppressRestartsException(
        new IOException(Visible.text(name) + " " + why.getMessage()));
  }

  private RowReader<T> fromStart(
      String source, Path file, CsvBytes window, @Nullable FileWatermark watermark)
      throws IOException {
    boolean isJson = isJsonLines(file, dialect);
    boolean isEmpty = !window.fill();
    if (isJson) {
      window.skipByteOrderMark();
      return fromRow(source, window, 1, null, watermark);
    }
    return isEmpty // Whether that is a fault was decided before.
        ? fromRow(source, window, 1, new int[0], watermark)
        : CsvReader.fromStart(source, window, dialect, decoder, watermark);
  }

  /**
   * Goes on at a row behind the header.
   *
   * @param slots null for JSON lines
   */
  private RowReader<T> fromRow(
      String source,
      CsvBytes window,
      long line,
      int @Nullable [] slots,
      @Nullable FileWatermark watermark) {
    return slots == null
        ? new JsonLinesReader<>(source, window, dialect.times(), decoder, line, watermark)
        : new CsvReader<>(source, window, dialect, decoder, slots, line, watermark);
  }

  private String shortName(Path file) {
    String path = StandardInput.isAt(file) ? "-" : file.getPath();
    return !baseDirectory.isEmpty() && path.startsWith(baseDirectory + "/")
        ? path.substring(baseDirectory.length() + 1)
        : path;
  }

  /** Of which rejected rows are, wherever the job was started. */
  private static String wholeName(Path file) {
    return Objects.requireNonNullElse(file.toUri().getAuthority(), "") + file.getPath();
  }

  /** Quoted line breaks make it unsafe to begin anywhere but at the start. */
  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<RowBatch<T>> getProducedType() {
    return RowBatch.type(decoder.type());
  }

  /** Gives Flink each batch with the position behind it. */
  private static final class BatchReader<T> implements BulkFormat.Reader<RowBatch<T>> {
    private final String name;
    private final FileRows<T> rows;
    private final @Nullable ListedInput compressed;
    private long compressedBefore;

    /**
     * @param compressed the file, if its progress is that of compressed bytes
     */
    BatchReader(String name, FileRows<T> rows, @Nullable ListedInput compressed) {
      this.name = name;
      this.rows = rows;
      this.compressed = compressed;
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<RowBatch<T>> readBatch() throws IOException {
      List<RecordAndPosition<RowBatch<T>>> batches = new ArrayList<>();
      try {
        do {
          RowBatch<T> batch = rows.readBatch();
          if (batch == null) {
            break;
          }
          batches.add(new RecordAndPosition<>(ofFile(batch), rows.position(), rows.line()));
        } while (rows.hasMoreAtHand());
      } catch (CsvFileException unreadable) {
        throw unreadable(name, unreadable);
      }
      return batches.isEmpty() ? null : new Batches<>(batches.iterator());
    }

    /** With its size in the file, and the file's name as people know it. */
    private RowBatch<T> ofFile(RowBatch<T> batch) {
      long bytes = batch.bytes();
      if (compressed != null) {
        bytes = compressed.position() - compressedBefore;
        compressedBefore = compressed.position();
      }
      return batch.with(row -> row.from(name), bytes, batch.watermark());
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  /** Batches with the position behind each. */
  private record Batches<T>(Iterator<RecordAndPosition<RowBatch<T>>> batches)
      implements BulkFormat.RecordIterator<RowBatch<T>> {
    @Override
    public @Nullable RecordAndPosition<RowBatch<T>> next() {
      return batches.hasNext() ? batches.next() : null;
    }

    @Override
    public void releaseBatch() {
      // Nothing is shared between blocks.
    }
  }
}
