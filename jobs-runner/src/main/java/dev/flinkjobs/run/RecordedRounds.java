package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.options.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.SerializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ArrayNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What an iteration has done so far. In a directory that outlives the process it is one file, which
 * is replaced as a whole: whenever the process dies, the file says what was done up to some round.
 */
final class RecordedRounds implements AutoCloseable {
  private static final String FILE = "rounds.json";
  private static final String LOCK = "lock";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final @Nullable Path directory;
  private final @Nullable FileChannel lock;
  private SortedMap<String, String> identity = new TreeMap<>();
  private final Set<String> outputs = new TreeSet<>();
  private final List<Round> rounds = new ArrayList<>();
  private Ledger ledger = new Ledger();
  private byte @Nullable [] outcome;
  private boolean done;

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
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException taken) {
      return false;
    }
  }

  private void read(Path file) throws IOException {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      json.required("identity")
          .properties()
          .forEach(entry -> identity.put(entry.getKey(), entry.getValue().textValue()));
      json.required("outputs").forEach(text -> outputs.add(text.textValue()));
      Map<String, Long> counts = new TreeMap<>();
      json.required("ledger")
          .properties()
          .forEach(entry -> counts.put(entry.getKey(), entry.getValue().longValue()));
      ledger = new Ledger(counts);
      for (JsonNode round : json.required("rounds")) {
        rounds.add(
            new Round(
                round.required("round").intValue(),
                round.required("size").longValue(),
                round.required("change").textValue(),
                round.required("elapsedMs").longValue()));
      }
      done = json.required("done").booleanValue();
      if (json.hasNonNull("outcome")) {
        outcome = Base64.getDecoder().decode(json.required("outcome").textValue());
      }
    } catch (IOException | IllegalArgumentException broken) {
      throw new IOException(
          file + " cannot be read (" + broken.getMessage() + "); give another directory", broken);
    }
  }

  /**
   * What differs between the run that is recorded and another one, in words; nothing if no run is.
   */
  List<String> differences(Map<String, String> other) {
    return identity.isEmpty()
        ? List.of()
        : Fingerprint.differences(identity, other).stream()
            .map(
                difference ->
                    difference.startsWith(IterationDriver.INPUT + " ")
                        ? "--input has other bytes"
                        : difference)
            .toList();
  }

  /** Whether an earlier process may have written to an output, by its text. */
  boolean hasBegun(String output) {
    return outputs.contains(output);
  }

  /** Whether the step before the first round is done. */
  boolean hasStarted() {
    return outcome != null;
  }

  /** Whether the condition for the end is met. */
  boolean isDone() {
    return done;
  }

  List<Round> rounds() {
    return List.copyOf(rounds);
  }

  Optional<Round> last() {
    return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
  }

  /** Of the rows that the step before the first round has read. */
  Ledger ledger() {
    return ledger;
  }

  /** The outcome of the last step. */
  byte[] outcome() {
    if (outcome == null) {
      throw new IllegalStateException("nothing is recorded");
    }
    return outcome;
  }

  /**
   * Notes a run before it changes anything.
   *
   * @param texts of the outputs that it writes to
   */
  void begin(Map<String, String> run, Collection<String> texts) throws IOException {
    identity = new TreeMap<>(run);
    outputs.addAll(texts);
    write();
  }

  /** Notes the step before the first round. */
  void started(byte[] result, Ledger rows, boolean isDone) throws IOException {
    outcome = result;
    ledger = rows;
    done = isDone;
    write();
  }

  /** Notes a round. */
  void add(Round round, byte[] result, boolean isDone) throws IOException {
    rounds.add(round);
    outcome = result;
    done = isDone;
    write();
  }

  private void write() throws IOException {
    if (directory == null) {
      return;
    }
    Path part = directory.resolve(FILE + ".part");
    try (FileChannel file =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(
        part,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private String json() throws IOException {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode run = json.putObject("identity");
    identity.forEach(run::put);
    ArrayNode texts = json.putArray("outputs");
    outputs.forEach(texts::add);
    ObjectNode counts = json.putObject("ledger");
    ledger.counts().forEach(counts::put);
    ArrayNode list = json.putArray("rounds");
    for (Round round : rounds) {
      list.addObject()
          .put("round", round.number())
          .put("size", round.size())
          .put("change", round.change())
          .put("elapsedMs", round.elapsedMillis());
    }
    json.put("done", done);
    if (outcome != null) {
      json.put("outcome", Base64.getEncoder().encodeToString(outcome));
    }
    return JSON.writeValueAsString(json) + "\n";
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
