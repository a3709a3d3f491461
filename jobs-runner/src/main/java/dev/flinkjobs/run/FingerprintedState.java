package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Verdict;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * What the enumerator of a {@link FingerprintedSource} leaves in a checkpoint: first the length of
 * the fingerprint and its text, then the enumerator's own bytes with their version.
 */
final class FingerprintedState<C> implements SimpleVersionedSerializer<C> {

  /** Far from the versions that sources of Flink count up. */
  private static final int VERSION = 0x464A_0002;

  private final SimpleVersionedSerializer<C> enumerator;
  private final Fingerprint fingerprint;
  private @Nullable Exception failure;

  /**
   * @param enumerator of the source itself
   * @param fingerprint of the job: state of another is refused
   */
  FingerprintedState(SimpleVersionedSerializer<C> enumerator, Fingerprint fingerprint) {
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
    byte[] meaning = fingerprint.bytes();
    out.writeInt(meaning.length);
    out.write(meaning);
    SimpleVersionedSerialization.writeVersionAndSerialize(enumerator, checkpoint, out);
    return out.getCopyOfBuffer();
  }

  /** Null where there is a {@link #failure}, which it is too early to throw here. */
  @Override
  public @Nullable C deserialize(int version, byte[] bytes) {
    failure = null;
    try {
      if (version != VERSION) {
        throw new Verdict(SavedState.UNKNOWN);
      }
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      Optional<String> refusal = fingerprint.refusal(fingerprint(in));
      if (refusal.isPresent()) {
        throw new Verdict(refusal.get());
      }
      return SimpleVersionedSerialization.readVersionAndDeSerialize(enumerator, in);
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

  private static Map<String, String> fingerprint(DataInputDeserializer in) throws IOException {
    byte[] meaning = new byte[in.readInt()];
    in.readFully(meaning);
    return Fingerprint.read(meaning);
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
    return Optional.of(fingerprint(in));
  }
}
