package dev.flinkjobs.iteration;

import java.util.function.Consumer;

/** The sample of one subtask's points. */
final class SamplePoints extends SumToEnd<Point, SampledPoint> {
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
  void add(Point point) {
    sample.add(Point.doubles(point.coordinates()));
  }

  @Override
  void emit(Consumer<SampledPoint> out) {
    sample.points().forEach(out);
  }
}
