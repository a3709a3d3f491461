package dev.flinkjobs.source;

import dev.flinkjobs.source.OrderedFileSource.Watch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * A split enumerator of the files of a directory as they appear, the oldest first. What is there
 * and cannot be read is named and counted, once, and looked at again when it has changed; a
 * directory that cannot be listed ends the job. Flink's own enumerator goes on without a word in
 * either case.
 */
final class WatchedFilesEnumerator extends OrderedFilesEnumerator {

  /** In place of a stamp that was not seen. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** Programs that write here make hidden files all the time; beyond these, they are counted. */
  private static final int NAMED_HIDDEN = 100;

  private final Watch watch;
  private final String where;
  private final Set<Integer> asking = new LinkedHashSet<>();
  private boolean ended;

  /** All files that were ever handed out, by {@link #key}, each with its {@link #stamp}. */
  private final Map<Path, Long> known = new ConcurrentHashMap<>();

  // Below: of the thread that looks.
  private Map<InputFile, String> bad = Map.of();
  private final Map<String, String> named = new HashMap<>();
  private final Counter leftOut;
  private int namedHidden;

  WatchedFilesEnumerator(
      SplitEnumeratorContext<FileSourceSplit> context,
      Watch watch,
      Collection<FileSourceSplit> waiting,
      Collection<Path> known) {
    super(context, waiting, List.of(), Comparator.naturalOrder());
    this.watch = watch;
    this.where = watch.option() + " " + Files.shown(watch.directory());
    known.forEach(path -> this.known.put(key(path), UNKNOWN));
    this.leftOut = context.metricGroup().counter("filesLeftOut");
  }

  /** A path as it comes back from a checkpoint, where backslashes turn into slashes. */
  private static Path key(Path path) {
    return new Path(path.toString().replace("\\", "%5C"));
  }

  /** What differs where a file has changed. */
  private static long stamp(InputFile file) {
    return 31 * file.modified() + file.bytes();
  }

  @Override
  public void start() {
    context.callAsync(this::look, this::found, 0, watch.interval().toMillis());
  }

  private List<InputFile> look() throws IOException {
    Listing listing = Listing.of(watch.directory());
    List<InputFile> found = new ArrayList<>();
    Map<String, String> faults = new TreeMap<>(listing.leftOut());
    Map<InputFile, String> badNow = new HashMap<>();
    for (InputFile file : listing.files()) {
      Long stamp = known.get(key(file.path()));
      if (stamp == null) {
        String fault = bad.containsKey(file) ? bad.get(file) : fault(file);
        if (fault == null) {
          found.add(file);
        } else {
          badNow.put(file, fault);
          faults.put(Files.shown(file.path()), fault);
        }
      } else if (stamp == UNKNOWN) {
        known.put(key(file.path()), stamp(file));
      } else if (stamp != stamp(file)) {
        faults.put(
            Files.shown(file.path()),
            "has changed since it was taken, which is not read; give new files new names");
      }
    }
    bad = badNow;
    name(faults);
    return found;
  }

  /** One without a byte may still be written. */
  private @Nullable String fault(InputFile file) {
    String fault = file.bytes() == 0 ? "is empty" : file.fault(watch.dialect(), watch.columns());
    if (fault != null && watch.onBadFile() == OnBadFile.FAIL) {
      throw new SuppressRestartsException(
          new IOException(watch.option() + " " + Files.shown(file.path()) + " " + fault));
    }
    return fault;
  }

  private void name(Map<String, String> faults) {
    Map<String, String> news = new TreeMap<>(faults);
    news.entrySet().removeAll(named.entrySet());
    leftOut.inc(news.size());
    named.clear();
    named.putAll(faults);
    if (namedHidden > NAMED_HIDDEN) {
      news.values().removeIf(Listing.HIDDEN::equals);
    }
    namedHidden += (int) news.values().stream().filter(Listing.HIDDEN::equals).count();
    ConsoleNotices.say(Listing.notices(where, news));
  }

  private void found(List<InputFile> files, @Nullable Throwable failed) {
    if (ended) {
      return; // Flink goes on to look until the job is closed.
    }
    if (failed != null) {
      ended = true;
      throw failure(failed);
    }
    for (InputFile file : files) {
      if (known.putIfAbsent(key(file.path()), stamp(file)) == null) {
        waiting.add(
            file.split(String.format(Locale.ROOT, "%020d %s", file.modified(), file.path())));
      }
    }
    handOut();
  }

  /** Of a directory elsewhere, a restart may find it again. */
  private RuntimeException failure(Throwable failed) {
    if (failed instanceof SuppressRestartsException bad) {
      return bad;
    }
    boolean gone = failed instanceof NoSuchFileException || failed instanceof FileNotFoundException;
    IOException told =
        new IOException(
            where
                + ": the watched directory "
                + (gone
                    ? "is no longer there"
                    : failed instanceof IOException why
                        ? Files.cannotBeRead(why)
                        : String.valueOf(failed)));
    return Files.isLocal(watch.directory())
        ? new SuppressRestartsException(told)
        : new FlinkRuntimeException(told);
  }

  private void handOut() {
    Iterator<Integer> readers = asking.iterator();
    while (readers.hasNext() && !waiting.isEmpty()) {
      int reader = readers.next();
      readers.remove();
      // One that has failed since asks again.
      if (context.registeredReaders().containsKey(reader)) {
        context.assignSplit(waiting.remove(), reader);
      }
    }
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String hostname) {
    asking.add(reader);
    handOut();
  }

  @Override
  void forget(int reader) {
    asking.remove(reader);
  }

  @Override
  public void addSplitsBack(List<FileSourceSplit> files, int reader) {
    super.addSplitsBack(files, reader);
    handOut();
  }

  @Override
  public PendingSplitsCheckpoint<FileSourceSplit> snapshotState(long checkpointId) {
    return PendingSplitsCheckpoint.fromCollectionSnapshot(
        List.copyOf(waiting), List.copyOf(known.keySet()));
  }
}
