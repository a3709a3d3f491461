package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.mocks.MockCommitRequest;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCommitterTest {
  @TempDir private Path directory;
  private Path part;
  private RecoverableWriter writer;
  private Committer<PendingPart> committer;

  @BeforeEach
  void open() throws IOException {
    part = directory.resolve("part-0-0.csv");
    FileSystem local = FileSystem.getLocalFileSystem();
    writer = local.createRecoverableWriter();
    committer = new FilesCommitter(local);
  }

  @Test
  void aPendingPartBecomesVisible() throws Exception {
    commit(pending("mine"));
    assertThat(part).hasContent("mine");
  }

  @Test
  void aPartOfARestoredCheckpointIsCommittedOnceHoweverOften() throws Exception {
    PendingPart restored = restored(pending("mine"));
    commit(restored);
    commit(restored);
    assertThat(part).hasContent("mine");
  }

  @Test
  void aPartOfARestoredCheckpointMayHaveBeenMovedAway() throws Exception {
    PendingPart restored = restored(pending("mine"));
    commit(restored);
    Files.delete(part);
    commit(restored);
    assertThat(part).doesNotExist();
  }

  @Test
  void anotherJobsPartIsNotOverwritten() throws IOException {
    PendingPart pending = pending("mine");
    Files.writeString(part, "theirs");
    assertThatThrownBy(() -> commit(pending))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessage(
            part
                + ": it is there already, so another job writes to this directory; each job needs a"
                + " directory of its own");
    assertThat(part).hasContent("theirs");
  }

  @Test
  void aPendingPartThatWasDeletedIsNotTakenForACommittedOne() throws IOException {
    PendingPart pending = pending("mine");
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertThatThrownBy(() -> commit(pending))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageStartingWith(part + ": its rows cannot be committed (")
        .hasMessageEndingWith("was its hidden file deleted or changed while the job ran?");
  }

  @Test
  void aCheckpointOfAnotherVersionSaysSo() throws IOException {
    SimpleVersionedSerializer<PendingPart> serializer = serializer();
    byte[] bytes = serializer.serialize(pending("mine"));
    assertThatThrownBy(() -> serializer.deserialize(7, bytes))
        .hasMessage("a pending part of version 7; this program reads version 1");
  }

  private PendingPart pending(String content) throws IOException {
    org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(part.toUri());
    try (RecoverableFsDataOutputStream out = writer.open(path)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
      return new PendingPart(path, out.closeForCommit().getRecoverable(), true);
    }
  }

  private PendingPart restored(PendingPart part) throws IOException {
    SimpleVersionedSerializer<PendingPart> serializer = serializer();
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(part));
  }

  private SimpleVersionedSerializer<PendingPart> serializer() {
    return new PendingPartSerializer(writer.getCommitRecoverableSerializer());
  }

  private void commit(PendingPart pending) throws IOException, InterruptedException {
    committer.commit(List.of(new MockCommitRequest<>(pending)));
  }
}
