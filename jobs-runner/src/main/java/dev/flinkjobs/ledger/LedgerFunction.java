package dev.flinkjobs.ledger;

import dev.flinkjobs.options.RejectedLimit;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.accumulators.IntCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the one ledger of a job: adds up the tallies of all operators, shows the sums as Flink
 * metrics and as the accumulator {@link LedgerAccumulator#NAME}, and ends the job when too many
 * rows are rejected. It is one subtask behind everything it counts, so its state holds every count
 * whichever subtasks have finished.
 */
public final class LedgerFunction extends KeyedProcessFunction<String, Tally, Void>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** How many rejected rows are kept to be shown in an error. */
  static final int EXAMPLES = 10;

  /** A share means little before this many rows, so it is judged from here on, and at the end. */
  static final long ROWS_BEFORE_PERCENT = 10_000;

  /** The accumulator that is above 0 once all input was read: a job that is stopped has none. */
  public static final String ENDED = "ended";

  /** How many pairs of keys that look the same are named. */
  private static final int PAIRS = 10;

  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private final @Nullable RejectedLimit limit;
  private final List<String> outputs;

  private transient ListState<Tally> saved;
  private transient List<Rejected> examples;
  private final LedgerAccumulator accumulator = new LedgerAccumulator();
  private final IntCounter ended = new IntCounter();

  /** The first key of each look, by column; so many of each subtask as it tells. */
  private transient Map<String, String> keys;

  /**
   * @param limit null for none
   * @param outputs those that have a metric of their own
   */
  public LedgerFunction(@Nullable RejectedLimit limit, List<String> outputs) {
    this.limit = limit;
    this.outputs = List.copyOf(outputs);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    examples = new ArrayList<>();
    // Not of the key, whose state cannot be read before a tally comes: the ledger would say 0.
    saved =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("ledger", Tally.TYPE));
    for (Tally all : saved.get()) {
      accumulator.add(new Ledger(all.counts()));
      examples.addAll(all.examples());
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    saved.update(List.of(new Tally(ledger().counts(), List.copyOf(examples))));
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(LedgerAccumulator.NAME, accumulator);
    getRuntimeContext().addAccumulator(ENDED, ended);
    keys = new HashMap<>();
    MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("ledger");
    metrics.gauge("read", () -> ledger().read());
    metrics.gauge("accepted", () -> ledger().accepted());
    metrics.gauge("rejected", () -> ledger().rejected());
    metrics.gauge("late", () -> ledger().late());
    metrics.gauge("filtered", () -> ledger().filtered());
    metrics.gauge("duplicate", () -> ledger().duplicate());
    metrics.gauge("emitted", () -> ledger().emitted());
    for (String output : outputs) {
      metrics
          .addGroup("output", output)
          .gauge("emitted", () -> ledger().emittedByOutput().getOrDefault(output, 0L));
    }
    for (RejectReason reason : RejectReason.values()) {
      metrics
          .addGroup("reason", reason.text())
          .gauge("rejected", () -> ledger().rejectedByReason().getOrDefault(reason.text(), 0L));
    }
  }

  private Ledger ledger() {
    return accumulator.getLocalValue();
  }

  @Override
  public void processElement(Tally tally, Context context, Collector<Void> out) throws Exception {
    accumulator.add(ledger().plus(compared(tally.counts())));
    tally.examples().stream().limit(EXAMPLES - examples.size()).forEach(examples::add);
    context.timerService().registerEventTimeTimer(END_OF_INPUT);
    judge(false);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Void> out)
      throws Exception {
    judge(true);
    ended.add(1);
  }

  /** The counts; and instead of keys pairs of them that look the same. */
  private Map<String, Long> compared(Map<String, Long> tallied) {
    Map<String, Long> compared = new HashMap<>();
    int pairs = ledger().alikeKeys().size();
    for (Map.Entry<String, Long> entry : tallied.entrySet()) {
      String name = entry.getKey();
      if (!name.startsWith(Ledger.KEY)) {
        compared.put(name, entry.getValue());
        continue;
      }
      int end = name.indexOf(Ledger.KEY_END);
      String value = name.substring(end + 1);
      String first = keys.putIfAbsent(name.substring(0, end + 1) + Visible.alike(value), value);
      if (first != null && !first.equals(value) && pairs++ < PAIRS) {
        String pair =
            Stream.of(first, value)
                .map(Visible::exactly)
                .sorted(Comparator.comparingInt(String::length))
                .collect(Collectors.joining("' and '", " '", "'"));
        compared.put(Ledger.ALIKE + name.substring(Ledger.KEY.length(), end) + pair, 1L);
      }
    }
    return compared;
  }

  private void judge(boolean atEnd) {
    Ledger ledger = ledger();
    if (limit == null
        || (limit.isPercentage() && !atEnd && ledger.read() < ROWS_BEFORE_PERCENT)
        || !limit.isExceeded(ledger.rejected() + ledger.refused(), ledger.read())) {
      return;
    }
    String refused =
        ledger.refused() == 0 ? "" : Message.of(" and %,d results refused", ledger.refused());
    throw new SuppressRestartsException(
        new Verdict(
            Message.of(
                    "%,d of %,d rows rejected%s, allowed: %s; the first of them:",
                    ledger.rejected(), ledger.read(), refused, limit)
                + examples.stream()
                    .map(example -> "\n  " + example.describe())
                    .collect(Collectors.joining())));
  }
}
