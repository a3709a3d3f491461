package dev.flinkjobs.input;

import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;

/** Files, and what the readers of these are told. */
final class EnumeratorContext {
  private EnumeratorContext() {}

  static FileSourceSplit split(int file, long bytes) {
    return new FileSourceSplit(FileInput.place(file), new Path("/" + file), 0, bytes, 0, bytes);
  }

  /** Notes in {@code said} what each reader is told. */
  @SuppressWarnings("unchecked")
  static SplitEnumeratorContext<FileSourceSplit> notingIn(List<String> said) {
    return (SplitEnumeratorContext<FileSourceSplit>)
        Proxy.newProxyInstance(
            EnumeratorContext.class.getClassLoader(),
            new Class<?>[] {SplitEnumeratorContext.class},
            (proxy, method, args) -> {
              switch (method.getName()) {
                case "assignSplit" ->
                    said.add(
                        args[1] + " reads file " + ((FileSourceSplit) args[0]).path().getName());
                case "signalNoMoreSplits" -> said.add(args[0] + " ends");
                case "currentParallelism" -> {
                  return 1;
                }
                default -> throw new UnsupportedOperationException(method.getName());
              }
              return null;
            });
  }
}
