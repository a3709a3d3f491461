package dev.flinkjobs.deadletters;

import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.GzipMembers;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of dead letters to new files of a directory, each once however often it is replayed
 * there. Beside the files, in hidden ones that no job reads, stands which dead letters they hold: a
 * replay counts once its journal has its name, and what is left of one that was interrupted is
 * finished, or taken back, by the next.
 */
final class FileReplay implements Replay {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOURNAL = ".replay-";
  private static final String PART = ".part";
  private static final Pattern NUMBERED = Pattern.compile("(?:[.]replay|replayed)-(\\d{4,9})");
  private static final String NO_HEADER = "";

  private final Path directory;
  private final @Nullable String header;
  private final FileChannel lock;
  private final Set<String> replayed = new HashSet<>();
  private final Set<String> added = new TreeSet<>();
  private final Map<String, OutputStream> partByHeader = new LinkedHashMap<>();
  private final Set<String> files = new TreeSet<>();
  private final int number;

  /** What one replay has added. */
  record Journal(List<String> files, List<String> letters) {}

  /**
   * @param header the first line of files of CSV; empty for none; null for that of each dead
   *     letter's own file
   */
  FileReplay(Path directory, @Nullable String header) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.header = header;
    this.lock =
        FileChannel.open(
            directory.resolve(".replay.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    requireAlone();
    List<Path> journals = hidden(JOURNAL, ".json");
    for (Path path : journals) {
      Journal journal = JSON.readValue(path.toFile(), Journal.class);
      replayed.addAll(journal.letters());
      finish(journal);
    }
    for (Path unfinished : hidden(".", PART)) {
      Files.delete(unfinished);
    }
    number = lastNumber() + 1;
  }

  /** Of journals and of files, since somebody may have deleted journals. */
  private int lastNumber() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> NUMBERED.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::lookingAt)
          .mapToInt(numbered -> Integer.parseInt(numbered.group(1)))
          .max()
          .orElse(0);
    }
  }

  private void requireAlone() throws IOException {
    try {
      FileLock own = lock.tryLock();
      if (own != null) {
        return;
      }
    } catch (OverlappingFileLockException ofThisProcess) {
      // As below.
    }
    throw new UsageException(
        List.of("--out " + directory + ": another replay writes there now; wait for it to end"));
  }

  private List<Path> hidden(String prefix, String suffix) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(
              file -> {
                String name = String.valueOf(file.getFileName());
                return name.startsWith(prefix) && name.endsWith(suffix);
              })
          .sorted()
          .toList();
    }
  }

  /** Gives its files their names, if it was interrupted before it could. */
  private void finish(Journal journal) throws IOException {
    for (String file : journal.files()) {
      Path part = part(file);
      if (Files.exists(part)) {
        Files.move(part, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private Path part(String file) {
    return directory.resolve("." + file + PART);
  }

  @Override
  public boolean add(DeadLetter letter) throws IOException {
    if (replayed.contains(letter.id()) || !added.add(letter.id())) {
      return false;
    }
    OutputStream part = partFor(letter);
    part.write(letter.row());
    part.write('\n');
    return true;
  }

  private OutputStream partFor(DeadLetter letter) throws IOException {
    String first = letter.isJson() ? null : headerFor(letter);
    String key = first == null ? "json" : "csv " + first;
    OutputStream open = partByHeader.get(key);
    if (open == null) {
      String name =
          Message.of(
              "replayed-%04d-%d.%s",
              number, partByHeader.size() + 1, first == null ? "jsonl" : "csv");
      files.add(name);
      open = new BufferedOutputStream(Files.newOutputStream(part(name)));
      partByHeader.put(key, open);
      if (first != null && !first.isEmpty()) {
        open.write((first + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return open;
  }

  private String headerFor(DeadLetter letter) throws IOException {
    if (letter.isLate()) {
      return letter.lateHeader();
    }
    return header != null ? header : firstLine(letter);
  }

  private static String firstLine(DeadLetter letter) throws IOException {
    Path source = Path.of(letter.source());
    if (!Files.isRegularFile(source)) {
      throw new UsageException(
          List.of(
              Message.of(
                  "--header is missing: %s comes from '%s', which is no file here; give the first"
                      + " line of the files that the job reads, e.g. --header id,amount, or"
                      + " --no-header",
                  letter.id(), letter.source())));
    }
    try (InputStream bytes = Files.newInputStream(source);
        InputStream text = letter.source().endsWith(".gz") ? new GzipMembers(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      return line == null ? NO_HEADER : line.replace("\uFEFF", "");
    } catch (CsvFileException damaged) {
      throw new JobFailedException(
          ExitCode.FAILED,
          "the replay was not made: " + source + " " + damaged.getMessage(),
          damaged);
    }
  }

  @Override
  public void commit() throws IOException {
    close(partByHeader.values());
    if (added.isEmpty()) {
      return;
    }
    Journal journal = new Journal(List.copyOf(files), List.copyOf(added));
    String name = Message.of("%s%04d.json", JOURNAL, number);
    Path unnamed = directory.resolve(name + PART);
    JSON.writeValue(unnamed.toFile(), journal);
    Files.move(unnamed, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    finish(journal);
  }

  @Override
  public void close() throws IOException {
    close(partByHeader.values());
    lock.close();
  }

  private static void close(Iterable<? extends Closeable> all) throws IOException {
    for (Closeable each : all) {
      each.close();
    }
  }
}
