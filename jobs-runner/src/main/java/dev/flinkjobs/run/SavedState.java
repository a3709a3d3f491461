package dev.flinkjobs.run;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Problems;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.jspecify.annotations.Nullable;

/**
 * A savepoint or checkpoint that a job is to go on from, as far as a client can look into it.
 *
 * @param given how the user names it
 * @param fingerprint of the job that it was made by
 */
record SavedState(
    String given, Collection<OperatorState> operators, Map<String, String> fingerprint) {
  private static final String METADATA = "_metadata";
  private static final int SHOWN = 3;

  /** Where nothing says what state means. */
  static final String UNKNOWN =
      "nothing in it says what its state means: it was made by an earlier build, by a program that"
          + " is no job of flink-jobs, or when all input had been read; begin anew without it";

  /** Where an operator of the state is not in the job. */
  static final String UNCLAIMED =
      "there is state of operators that this job does not have: it was made by another job or build,"
          + " or with another --output, --rejected or --late; give what was given then, or begin"
          + " anew without it";

  /**
   * That which the configuration names.
   *
   * @param place where the job runs. What this process cannot read another may be able to, and the
   *     JobManager compares once more
   * @return null if there is none, or none that can be read here; what is wrong is a problem then
   */
  static @Nullable SavedState read(ReadableConfig config, Place place, Problems problems) {
    Optional<String> path = config.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
    if (path.isEmpty()) {
      return null;
    }
    String given = place.resumeOption(path.get());
    try {
      CheckpointMetadata metadata = metadata(path.get());
      for (OperatorState operator : metadata.getOperatorStates()) {
        ByteStreamStateHandle coordinator = operator.getCoordinatorState();
        Optional<Map<String, String>> fingerprint =
            coordinator == null
                ? Optional.empty()
                : FingerprintedState.fingerprintIn(coordinator.getData());
        if (fingerprint.isPresent()) {
          return new SavedState(given, metadata.getOperatorStates(), fingerprint.get());
        }
      }
      problems.add(given + ": " + UNKNOWN);
    } catch (FileNotFoundException missing) {
      Path wanted = new Path(path.get());
      // Whose main runs again after a failure of its JobManager, when nobody needs it any more.
      boolean isApplication = EmbeddedExecutor.NAME.equals(config.get(DeploymentOptions.TARGET));
      if (place.isEmbedded() || (!isApplication && isDirectory(wanted.getParent()))) {
        problems.add(given + ": " + missing(wanted));
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      if (place.isEmbedded()) {
        String reason = String.valueOf(unreadable.getMessage()).replaceFirst("(?s)\\. .*", "");
        problems.add(given + ": is no savepoint that can be read: " + reason);
      }
    }
    return null;
  }

  private static CheckpointMetadata metadata(String path) throws IOException {
    CompletedCheckpointStorageLocation location =
        AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
    try (DataInputStream in = new DataInputStream(location.getMetadataHandle().openInputStream())) {
      return Checkpoints.loadCheckpointMetadata(in, SavedState.class.getClassLoader(), path);
    }
  }

  private static String missing(Path wanted) {
    boolean isThere = isDirectory(wanted);
    List<String> complete = complete(isThere ? wanted : wanted.getParent());
    if (complete.isEmpty() && isThere) {
      complete = complete(wanted.getParent());
    }
    return (isThere
            ? "there is no " + METADATA + " in it, so it is no checkpoint that was completed"
            : "there is no such directory")
        + (complete.isEmpty()
            ? "; name a savepoint, or a directory chk-N with a " + METADATA
            : "; complete ones there: " + String.join(", ", complete));
  }

  /** What a job can go on from in a directory, the latest first. */
  private static List<String> complete(@Nullable Path directory) {
    List<FileStatus> complete = new ArrayList<>();
    try {
      if (directory != null) {
        FileSystem files = directory.getFileSystem();
        for (FileStatus entry : files.listStatus(directory)) {
          if (files.exists(new Path(entry.getPath(), METADATA))) {
            complete.add(entry);
          }
        }
      }
    } catch (IOException unreadable) {
      // There is nothing to propose then.
    }
    return complete.stream()
        .sorted(Comparator.comparingLong(FileStatus::getModificationTime).reversed())
        .limit(SHOWN)
        .map(entry -> entry.getPath().toString())
        .toList();
  }

  private static boolean isDirectory(@Nullable Path path) {
    try {
      return path != null && path.getFileSystem().getFileStatus(path).isDir();
    } catch (IOException missing) {
      return false;
    }
  }

  /** What an input has to be behind: see {@link dev.flinkjobs.input.Input#behind}. */
  String input() {
    return Fingerprint.input(fingerprint);
  }

  /** Adds a problem unless a job with this fingerprint can go on from here. */
  void compare(Fingerprint job, Problems problems) {
    job.refusal(fingerprint).ifPresent(refusal -> problems.add(given + ": " + refusal));
  }

  /**
   * Has Flink leave the state of outputs aside that the job no longer has, or has as another kind,
   * such as that of {@code --late files:}. Any other state that no operator claims is a problem.
   *
   * @return what the user has to know of it; empty for nothing
   */
  String release(StreamExecutionEnvironment env, JobOptions options, Problems problems) {
    Set<String> claimed =
        env.getStreamGraph(false).getStreamNodes().stream()
            .map(StreamNode::getTransformationUID)
            .collect(Collectors.toSet());
    List<String> left =
        operators.stream()
            .filter(SavedState::hasState)
            .map(operator -> operator.getOperatorUid().orElse(""))
            .filter(uid -> !claimed.contains(uid))
            .toList();
    if (left.isEmpty()) {
      return "";
    }
    Pattern free =
        Pattern.compile(
            options.freeOutputs().stream()
                .map(option -> option.replaceFirst("^-+", ""))
                .collect(Collectors.joining("|", "(Sink Committer: )?(", ")(-.*)?")));
    if (!left.stream().allMatch(uid -> free.matcher(uid).matches())) {
      problems.add(given + ": " + UNCLAIMED);
      return "";
    }
    env.configure(
        new Configuration().set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true));
    return "left aside, since the output is another now: state of " + String.join(", ", left);
  }

  private static boolean hasState(OperatorState operator) {
    return operator.getCoordinatorState() != null
        || operator.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
  }
}
