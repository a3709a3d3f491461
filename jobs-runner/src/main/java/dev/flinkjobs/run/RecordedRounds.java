package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.options.Directories;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.SerializationFeature;
import org.jspecify.annotations.Nullable;

/**
 * What an iteration has done so far. In a directory that outlives the process it is one file, which
 * is replaced as a whole: whenever the process dies, the file says what was done up to some round.
 */
final class RecordedRounds implements AutoCloseable {
  private static final String FILE = "rounds.json";
  private static final String LOCK = "lock";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  /**
   * What the file has.
   *
   * @param outputs texts of those that an earlier process may have written to
   * @param ledger of the rows that the step before the first round has read
   * @param done whether the condition for the end is met
   * @param outcome of the last step, in base64; null before the first
   */
  record Content(
      SortedMap<String, String> identity,
      SortedSet<String> outputs,
      Map<String, Long> ledger,
      List<Round> rounds,
      boolean done,
      @Nullable String outcome) {}

  private final @Nullable Path directory;
  private final @Nullable FileChannel lock;
  private Content content =
      new Content(new TreeMap<>(), new TreeSet<>(), Map.of(), List.of(), false, null);

  private RecordedRounds(@Nullable Path directory, @Nullable FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** Of a run that nobody wants to go on with. */
  static RecordedRounds inMemory() {
    return new RecordedRounds(null, null);
  }

  /**
   * Those of a directory, which is made if it is not there. Nobody else gets them until closed, not
   * even when this process is killed and has not quite ended.
   *
   * @throws IOException with a message for users
   */
  static RecordedRounds in(Path directory) throws IOException {
    Directories.makePrivate(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!isLocked(channel)) {
        throw new IOException("another run is using it; wait for its end, or give another");
      }
      RecordedRounds recorded = new RecordedRounds(directory, channel);
      Path file = directory.resolve(FILE);
      if (Files.exists(file)) {
        recorded.read(file);
      }
      return recorded;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException taken) {
      return false;
    }
  }

  private void read(Path file) throws IOException {
    try {
      content = JSON.readValue(Files.readAllBytes(file), Content.class);
    } catch (IOException broken) {
      throw new IOException(
          file + " cannot be read (" + broken.getMessage() + "); give another directory", broken);
    }
  }

  /**
   * What differs between the run that is recorded and another one, in words; nothing if no run is.
   */
  List<String> differences(Map<String, String> other) {
    return content.identity().isEmpty()
        ? List.of()
        : Fingerprint.differences(content.identity(), other).stream()
            .map(
                difference ->
                    difference.startsWith(IterationDriver.INPUT + " ")
                        ? "--input has other bytes"
                        : difference)
            .toList();
  }

  /** Whether an earlier process may have written to an output, by its text. */
  boolean hasBegun(String output) {
    return content.outputs().contains(output);
  }

  /** Whether the step before the first round is done. */
  boolean hasStarted() {
    return content.outcome() != null;
  }

  /** Whether the condition for the end is met. */
  boolean isDone() {
    return content.done();
  }

  List<Round> rounds() {
    return content.rounds();
  }

  Optional<Round> last() {
    return rounds().stream().reduce((first, second) -> second);
  }

  /** Of the rows that the step before the first round has read. */
  Ledger ledger() {
    return new Ledger(content.ledger());
  }

  /** The outcome of the last step. */
  byte[] outcome() {
    if (content.outcome() == null) {
      throw new IllegalStateException("nothing is recorded");
    }
    return Base64.getDecoder().decode(content.outcome());
  }

  /**
   * Notes a run before it changes anything.
   *
   * @param texts of the outputs that it writes to
   */
  void begin(Map<String, String> run, Collection<String> texts) throws IOException {
    SortedSet<String> outputs = new TreeSet<>(content.outputs());
    outputs.addAll(texts);
    write(
        new Content(
            new TreeMap<>(run),
            outputs,
            content.ledger(),
            rounds(),
            content.done(),
            content.outcome()));
  }

  /** Notes the step before the first round. */
  void started(byte[] result, Ledger rows, boolean isDone) throws IOException {
    write(rows.counts(), rounds(), result, isDone);
  }

  /** Notes a round. */
  void add(Round round, byte[] result, boolean isDone) throws IOException {
    List<Round> rounds = new ArrayList<>(rounds());
    rounds.add(round);
    write(content.ledger(), rounds, result, isDone);
  }

  private void write(Map<String, Long> rows, List<Round> rounds, byte[] result, boolean isDone)
      throws IOException {
    String outcome = Base64.getEncoder().encodeToString(result);
    write(new Content(content.identity(), content.outputs(), rows, rounds, isDone, outcome));
  }

  private void write(Content next) throws IOException {
    content = next;
    if (directory == null) {
      return;
    }
    Path part = directory.resolve(FILE + ".part");
    String json = JSON.writeValueAsString(next) + "\n";
    Files.writeString(
        part,
        json,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Files.move(
        part,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  @Override
  public void close() {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException kept) {
        // The process ends, and the lock with it.
      }
    }
  }
}
