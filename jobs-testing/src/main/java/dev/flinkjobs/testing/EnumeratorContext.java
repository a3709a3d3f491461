package dev.flinkjobs.testing;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.jspecify.annotations.Nullable;

/** A context of split enumerators that notes what the readers of files are told. */
public final class EnumeratorContext {
  private EnumeratorContext() {}

  /** Notes in {@code said} what each reader is told. */
  public static SplitEnumeratorContext<FileSourceSplit> notingIn(List<String> said) {
    return new Looking(said).context();
  }

  /** One that looks for files when it is told to. */
  public static final class Looking {
    /** What each reader was told. */
    public final List<String> said;

    /** The files that readers were given. */
    public final List<FileSourceSplit> given = new ArrayList<>();

    private final Counter leftOut = new SimpleCounter();
    private final Map<Integer, ReaderInfo> readers = new HashMap<>();
    private Runnable look =
        () -> {
          throw new IllegalStateException("nothing looks for files");
        };

    public Looking() {
      this(new ArrayList<>());
    }

    private Looking(List<String> said) {
      this.said = said;
    }

    /** Registers these readers, and no others. */
    public void readers(int... ids) {
      readers.clear();
      for (int id : ids) {
        readers.put(id, new ReaderInfo(id, "here"));
      }
    }

    public void look() {
      look.run();
    }

    private static <R> void look(
        Callable<R> search, BiConsumer<@Nullable R, @Nullable Throwable> found) {
      R result;
      try {
        result = search.call();
      } catch (Exception failed) {
        found.accept(null, failed);
        return;
      }
      found.accept(result, null);
    }

    public long leftOut() {
      return leftOut.getCount();
    }

    @SuppressWarnings("unchecked")
    public SplitEnumeratorContext<FileSourceSplit> context() {
      return proxy(
          SplitEnumeratorContext.class,
          (method, args) ->
              switch (method) {
                case "assignSplit" -> {
                  FileSourceSplit split = (FileSourceSplit) args[0];
                  given.add(split);
                  yield said.add(args[1] + " reads file " + split.path().getName());
                }
                case "signalNoMoreSplits" -> said.add(args[0] + " ends");
                case "currentParallelism" -> 1;
                case "registeredReaders" -> readers;
                case "metricGroup" ->
                    proxy(SplitEnumeratorMetricGroup.class, (counter, names) -> leftOut);
                case "callAsync" -> {
                  look =
                      () ->
                          look(
                              (Callable<Object>) args[0],
                              (BiConsumer<@Nullable Object, @Nullable Throwable>) args[1]);
                  yield null;
                }
                default -> throw new UnsupportedOperationException(method);
              });
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T proxy(Class<T> type, BiFunction<String, Object[], @Nullable Object> calls) {
    return (T)
        Proxy.newProxyInstance(
            EnumeratorContext.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              Object result = calls.apply(method.getName(), args);
              return method.getReturnType() == void.class ? null : result;
            });
  }
}
