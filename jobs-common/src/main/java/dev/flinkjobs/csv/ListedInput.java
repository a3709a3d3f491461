package dev.flinkjobs.csv;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, which have to be those that it had when it was listed. A file that was cut
 * or has grown since, or that another one has taken the place of, is an error: rows of it would be
 * lost or read in part, and after a failure others would be read than before.
 */
public final class ListedInput extends InputStream {
  private static final String HOST = host();

  private final FileSourceSplit listed;
  private final FSDataInputStream input;
  private long position;

  private ListedInput(FileSourceSplit listed, FSDataInputStream input) {
    this.listed = listed;
    this.input = input;
  }

  /**
   * What tells a local file from others that have had its name, on this machine; empty where that
   * is not known. It goes into the host names of the file's split.
   */
  public static String identity(BasicFileAttributes file) {
    return file.fileKey() == null ? "" : file.fileKey() + "@" + HOST;
  }

  /** Of another machine nothing is known but that it has another name. */
  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.UTF_8).strip();
    } catch (IOException notLinux) {
      return "";
    }
  }

  /**
   * Opens a file at its start.
   *
   * @throws CsvFileException if it is there no more, or is another one
   */
  static ListedInput open(FileSourceSplit listed) throws IOException {
    FileSystem files = listed.path().getFileSystem();
    ListedInput opened;
    try {
      opened = new ListedInput(listed, files.open(listed.path()));
    } catch (FileNotFoundException closed) {
      if (files.exists(listed.path())) {
        throw closed;
      }
      throw new CsvFileException(
          "was removed after it was listed, or is not seen by the TaskManager that reads it");
    }
    try {
      opened.requireSame(opened.attributes());
    } catch (IOException replaced) {
      IOUtils.closeQuietly(opened);
      throw replaced;
    }
    return opened;
  }

  void seek(long newPosition) throws IOException {
    input.seek(newPosition);
    position = newPosition;
  }

  /** How many bytes are before what is read next. */
  long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * @throws CsvFileException at the end, if it is not where it was, or the file is another one
   */
  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = input.read(bytes, from, length);
    position += Math.max(count, 0);
    if (count < 0 || position > listed.fileSize()) {
      BasicFileAttributes now = attributes();
      if (position != listed.fileSize()) {
        throw changed(now == null ? position : now.size());
      }
      requireSame(now);
    }
    return count;
  }

  private CsvFileException changed(long size) {
    long end = position < listed.fileSize() ? Math.min(position, size) : Math.max(position, size);
    return new CsvFileException(
        "ended at byte "
            + end
            + " of "
            + listed.fileSize()
            + ": it was changed while it was read; write files elsewhere, and move them in when"
            + " they are complete");
  }

  /**
   * Not where the times are equal: that is what copies keep, and some file systems number their
   * files anew.
   */
  private void requireSame(@Nullable BasicFileAttributes now) throws CsvFileException {
    if (now != null
        && !identity(now).equals(listed.hostnames()[0])
        && now.lastModifiedTime().toMillis() != listed.fileModificationTime()) {
      throw new CsvFileException(
          "was replaced by another file while it was read; give new files new names");
    }
  }

  /** Null where that does not count: the file is elsewhere, or gone, while this reads it on. */
  private @Nullable BasicFileAttributes attributes() throws IOException {
    if (listed.hostnames().length == 0 || !listed.hostnames()[0].endsWith("@" + HOST)) {
      return null;
    }
    try {
      return Files.readAttributes(Path.of(listed.path().getPath()), BasicFileAttributes.class);
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
