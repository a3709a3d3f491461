package dev.flinkjobs.dist;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataInputStreamWrapper;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * Local files by the scheme {@code slow:}, of which a test says how slowly they are read: so a job
 * can be stopped under way that reads few rows.
 */
public final class SlowFiles extends LocalFileSystem implements FileSystemFactory {
  private static final URI ROOT = URI.create("slow:///");
  private static final int STEP = 1024;

  /** Whether a read gives a kilobyte in a millisecond, at most. */
  static volatile boolean areSlow;

  @Override
  public String getScheme() {
    return ROOT.getScheme();
  }

  @Override
  public FileSystem create(URI uri) {
    return this;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataInputStream open(Path file) throws IOException {
    return new FSDataInputStreamWrapper(super.open(file)) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!areSlow) {
          return super.read(bytes, offset, length);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        return super.read(bytes, offset, Math.min(length, STEP));
      }
    };
  }
}
