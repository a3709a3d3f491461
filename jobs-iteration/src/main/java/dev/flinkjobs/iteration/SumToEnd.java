package dev.flinkjobs.iteration;

import java.util.function.Consumer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums up what comes to one subtask, and emits the sums when all has come. It has no state, since a
 * round that fails begins again. An operator and not a function, since only operators are told of
 * the end.
 */
abstract class SumToEnd<IN, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<IN, OUT>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  abstract void add(IN record);

  abstract void emit(Consumer<OUT> out);

  @Override
  public final void processElement(StreamRecord<IN> record) {
    add(record.getValue());
  }

  @Override
  public final void endInput() {
    emit(result -> output.collect(new StreamRecord<>(result)));
  }
}
