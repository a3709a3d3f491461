package dev.flinkjobs.source;

import dev.flinkjobs.csv.ListedInput;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.Visible;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** What sources ask of file systems: those that Flink knows, the local one among them. */
public final class Files {
  /** Clients of object stores try again for many minutes, also where nothing will ever answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The jars that know a scheme, as Maven names them, by Flink's own list of its plugins. */
  private static final Map<String, String> PLUGINS =
      Map.of(
          "s3", "flink-s3-fs-hadoop",
          "s3a", "flink-s3-fs-hadoop",
          "s3p", "flink-s3-fs-presto",
          "gs", "flink-gs-fs-hadoop",
          "abfs", "flink-azure-fs-hadoop",
          "abfss", "flink-azure-fs-hadoop",
          "wasb", "flink-azure-fs-hadoop",
          "wasbs", "flink-azure-fs-hadoop",
          "oss", "flink-oss-fs-hadoop");

  private static final String COPY = "mvn -N dependency:copy -DoutputDirectory=%s -Dartifact=%s";

  private Files() {}

  /**
   * What to do where there is no file system for a scheme; empty where nobody has one.
   *
   * @param flink the version that runs
   */
  public static Optional<String> missing(String scheme, String flink) {
    String plugin = PLUGINS.get(scheme);
    if (plugin != null) {
      return Optional.of(
          Message.of(
              "there is no file system for '%s' here; put its jar into a directory of plugins/ (and"
                  + " into that of Flink on a cluster): %s",
              scheme,
              Message.of(COPY, "plugins/" + plugin, "org.apache.flink:" + plugin + ":" + flink)));
    }
    return scheme.equals("hdfs") || scheme.equals("viewfs")
        ? Optional.of(
            Message.of(
                "there is no file system for '%s' here; put Hadoop's client into lib/ (and into that"
                    + " of Flink on a cluster): %s && %s",
                scheme,
                Message.of(COPY, "lib", "org.apache.hadoop:hadoop-client-api:3.4.1"),
                Message.of(COPY, "lib", "org.apache.hadoop:hadoop-client-runtime:3.4.1")))
        : Optional.empty();
  }

  /**
   * Why a file cannot be read, in words, which some of the JDK's exceptions leave to their type.
   */
  public static String reason(Exception failed) {
    if (failed instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
      return reason(wrapped.getCause());
    }
    if (failed instanceof AccessDeniedException denied) {
      return "no permission to read " + Visible.text(denied.getFile());
    }
    return String.valueOf(failed.getMessage());
  }

  /** The same, going on after the file's name. */
  public static String cannotBeRead(IOException failed) {
    return "cannot be read: " + reason(failed);
  }

  /**
   * A file as it is now.
   *
   * @param path not that of the status, in which backslashes have turned into slashes
   */
  public static InputFile file(Path path, FileStatus status) throws IOException {
    return isLocal(path)
        ? file(
            path,
            java.nio.file.Files.readAttributes(
                java.nio.file.Path.of(path.getPath()), BasicFileAttributes.class))
        : new InputFile(path, status.getLen(), status.getModificationTime(), "");
  }

  /** A local file that is as these say. */
  public static InputFile file(Path path, BasicFileAttributes attributes) {
    return new InputFile(
        path,
        attributes.size(),
        attributes.lastModifiedTime().toMillis(),
        ListedInput.identity(attributes));
  }

  /** From its absolute path, so that nothing in the name is taken for a part of a URI. */
  public static Path path(java.nio.file.Path file) {
    String absolute = file.toAbsolutePath().toString();
    // Without the dots that mean nothing; others may lead through links.
    String path =
        absolute.contains("..") ? absolute : java.nio.file.Path.of(absolute).normalize().toString();
    try {
      return new Path(new URI("file", null, path, null));
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  /**
   * Asks for a file. What is not local has five seconds to answer.
   *
   * @throws FileNotFoundException if it is not there
   * @throws NoAnswer after these five seconds: what asks is left behind, and may hold what others
   *     need
   */
  public static FileStatus status(Path file) throws IOException {
    if (isLocal(file)) {
      return fileSystem(file).getFileStatus(file);
    }
    FutureTask<FileStatus> answer = new FutureTask<>(() -> fileSystem(file).getFileStatus(file));
    Thread asking = new Thread(answer, "asking for " + file);
    asking.setDaemon(true);
    asking.start();
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      throw new NoAnswer();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException told
          ? told
          : new IOException(String.valueOf(failed.getCause()), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** A file system has not answered in time. */
  public static final class NoAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswer() {
      super(
          "no answer within "
              + PATIENCE.toSeconds()
              + " s; check the address, and which endpoint and keys its file system is given");
    }
  }

  public static FileSystem fileSystem(Path path) throws IOException {
    return path.getFileSystem();
  }

  /** A path as it is {@link #shown}, one of all that lead to the same file or directory. */
  public static String itself(Path path) {
    if (!isLocal(path)) {
      return shown(path);
    }
    java.nio.file.Path local = java.nio.file.Path.of(path.getPath()).toAbsolutePath().normalize();
    try {
      return local.toRealPath().toString();
    } catch (IOException notThere) {
      return local.toString();
    }
  }

  /** A path as people write it: local ones without a scheme, and in one line. */
  public static String shown(Path path) {
    return Visible.text(isLocal(path) ? path.getPath() : path.toString());
  }

  public static boolean isLocal(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }
}
