package dev.flinkjobs.iteration;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The sample of one subtask's points, when all have come. It has no state, since a round that fails
 * begins again. An operator and not a function, since only operators are told of the end.
 */
final class SamplePoints extends AbstractStreamOperator<SampledPoint>
    implements OneInputStreamOperator<Point, SampledPoint>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final long seed;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient Sample sample;

  SamplePoints(long seed) {
    this.seed = seed;
  }

  @Override
  public void open() throws Exception {
    super.open();
    sample = new Sample(seed, StartingCenters.MOST_PLACES);
  }

  @Override
  public void processElement(StreamRecord<Point> point) {
    sample.add(Point.doubles(point.getValue().coordinates()));
  }

  @Override
  public void endInput() {
    sample.points().forEach(point -> output.collect(new StreamRecord<>(point)));
  }
}
