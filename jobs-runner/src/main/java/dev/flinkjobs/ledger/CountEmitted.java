package dev.flinkjobs.ledger;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Passes results on, counts them, and tells the ledger the first keys that they have. */
public final class CountEmitted<T> extends TallyingOperator<T, T> {
  private static final long serialVersionUID = 1L;

  /** As many keys of a column as people may look through; with more of them a result costs less. */
  static final int KEYS = 1_000;

  private static final int RECENT = 64;

  private final String count;
  private final ResultFormat<T> format;
  private transient long results;

  /** Keys of results before, by place of their hash: the same object need not be told again. */
  @SuppressWarnings("NullAway.Init") // By open().
  private transient @Nullable Object[] recent;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient List<Keys> keys;

  /**
   * @param output the name of the output that the results go to
   * @param format in which they are written, by which their keys are known
   */
  public CountEmitted(String output, ResultFormat<T> format) {
    this.count = Ledger.emitted(output);
    this.format = format;
  }

  @Override
  public void open() throws Exception {
    super.open();
    keys =
        format.layout().stream()
            .filter(c -> c.part() == Column.Part.KEY && c.type() == ColumnType.TEXT)
            .map(Keys::new)
            .toList();
    recent = new @Nullable Object[RECENT];
  }

  @Override
  public void processElement(StreamRecord<T> result) {
    tellKey(result.getValue());
    output.collect(result);
    results++;
    counted(1);
  }

  private void tellKey(T result) {
    Object key = format.keyObject(result);
    if (key != null) {
      int place = key.hashCode() & (RECENT - 1);
      if (recent[place] == key) {
        return;
      }
      recent[place] = key;
    }
    for (Keys each : keys) {
      each.tell(result);
    }
  }

  @Override
  protected void beforeTally() {
    if (results > 0) {
      count(count, results);
      results = 0;
    }
  }

  /** Those of one column, each told once. */
  private final class Keys {
    private final Column<T> column;
    private final Set<String> texts = new HashSet<>();

    Keys(Column<T> column) {
      this.column = column;
    }

    void tell(T result) {
      if (texts.size() < KEYS
          && column.value().apply(result) instanceof String text
          && texts.add(text)) {
        count(Ledger.KEY + column.name() + Ledger.KEY_END + text, 0);
      }
    }
  }
}
