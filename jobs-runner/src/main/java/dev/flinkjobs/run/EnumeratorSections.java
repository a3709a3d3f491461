package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * What the enumerator of a {@link FingerprintedSource} leaves in a checkpoint, in sections: each is
 * its name, its length and its bytes. First comes the fingerprint, as text; then the enumerator's
 * own bytes with their version. A section of another name is passed over.
 */
final class EnumeratorSections<C> implements SimpleVersionedSerializer<C> {

  /** Far from the versions that sources of Flink count up. */
  private static final int VERSION = 0x464A_0001;

  private static final String FINGERPRINT = "fingerprint";
  private static final String ENUMERATOR = "enumerator";

  private final SimpleVersionedSerializer<C> enumerator;
  private final Fingerprint fingerprint;
  private @Nullable Exception failure;

  /**
   * @param enumerator of the source itself
   * @param fingerprint of the job: state of another is refused
   */
  EnumeratorSections(SimpleVersionedSerializer<C> enumerator, Fingerprint fingerprint) {
    this.enumerator = enumerator;
    this.fingerprint = fingerprint;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(C checkpoint) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1 << 10);
    write(FINGERPRINT, fingerprint.bytes(), out);
    write(
        ENUMERATOR,
        SimpleVersionedSerialization.writeVersionAndSerialize(enumerator, checkpoint),
        out);
    return out.getCopyOfBuffer();
  }

  private static void write(String name, byte[] bytes, DataOutputSerializer out)
      throws IOException {
    out.writeUTF(name);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Null where there is a {@link #failure}, which it is too early to throw here. */
  @Override
  public @Nullable C deserialize(int version, byte[] bytes) {
    failure = null;
    try {
      if (version != VERSION) {
        throw new Verdict(SavedState.UNKNOWN);
      }
      Map<String, byte[]> sections = read(new DataInputDeserializer(bytes));
      Optional<String> refusal = fingerprint.refusal(fingerprint(sections));
      if (refusal.isPresent()) {
        throw new Verdict(refusal.get());
      }
      return SimpleVersionedSerialization.readVersionAndDeSerialize(
          enumerator, section(ENUMERATOR, sections));
    } catch (Verdict other) {
      failure = new SuppressRestartsException(other);
    } catch (IOException | RuntimeException unreadable) {
      failure = unreadable;
    }
    return null;
  }

  /** Why the job cannot go on with what was deserialized last; null if it can. */
  @Nullable Exception failure() {
    return failure;
  }

  private static Map<String, byte[]> read(DataInputDeserializer in) throws IOException {
    Map<String, byte[]> sections = new HashMap<>();
    while (in.available() > 0) {
      String name = in.readUTF();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      sections.put(name, bytes);
    }
    return sections;
  }

  private static byte[] section(String name, Map<String, byte[]> sections) {
    return Objects.requireNonNull(sections.get(name), name);
  }

  private static Map<String, String> fingerprint(Map<String, byte[]> sections) throws IOException {
    return Fingerprint.read(section(FINGERPRINT, sections));
  }

  /**
   * The values of the fingerprint that the coordinator of an operator has left in a checkpoint;
   * empty if it is not that of such a source.
   *
   * @param coordinator as Flink's coordinator of sources writes it: a version of its own, then the
   *     version, the length and the bytes of the enumerator's part
   */
  static Optional<Map<String, String>> fingerprintIn(byte[] coordinator) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(coordinator);
    if (in.available() < 3 * Integer.BYTES) {
      return Optional.empty();
    }
    in.readInt();
    if (in.readInt() != VERSION) {
      return Optional.empty();
    }
    in.readInt();
    return Optional.of(fingerprint(read(in)));
  }
}
