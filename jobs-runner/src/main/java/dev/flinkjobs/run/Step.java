package dev.flinkjobs.run;

import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * One bounded job of an {@link Iteration}, and what is made of its results when it has ended; or an
 * outcome that takes no job.
 */
public final class Step<S> {
  private final @Nullable Job<?, S> job;
  private final @Nullable S known;

  private Step(@Nullable Job<?, S> job, @Nullable S known) {
    this.job = job;
    this.known = known;
  }

  /**
   * A step that is a job.
   *
   * @param results of the job: few enough for the memory of this process
   * @param outcome what they come to, worked out in this process. They come in no particular order.
   *     What it throws ends the run; the message of an {@link IllegalStateException} is for users
   */
  public static <R, S> Step<S> of(DataStream<R> results, Function<List<R>, S> outcome) {
    return new Step<>(new Job<>(results, outcome), null);
  }

  /** Nothing to run. */
  public static <S> Step<S> known(S outcome) {
    return new Step<>(null, outcome);
  }

  @Nullable Job<?, S> job() {
    return job;
  }

  /** The outcome that takes no job. */
  S outcome() {
    if (known == null) {
      throw new IllegalStateException("the outcome takes a job");
    }
    return known;
  }

  /** Results of any kind, and what they come to. */
  record Job<R, S>(DataStream<R> results, Function<List<R>, S> outcome) {

    /**
     * Has the results collected.
     *
     * @param maxBytes of the results of one subtask
     */
    void collect(long maxBytes) {
      results
          .transform("results", Types.VOID, new CollectResults<>(serializer(), maxBytes))
          .uid("results");
      Chains.align(results.getExecutionEnvironment());
    }

    S outcomeOf(RunningJob ended) {
      return outcome.apply(CollectResults.of(ended, serializer()));
    }

    private TypeSerializer<R> serializer() {
      return results
          .getType()
          .createSerializer(results.getExecutionEnvironment().getConfig().getSerializerConfig());
    }
  }
}
