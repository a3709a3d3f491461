package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StartingCentersTest {

  @Test
  void theyAreTheSameInWhateverOrderAndPartsThePointsCome() {
    List<SampledPoint> points = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      points.add(point(i * 37 % 101, 1));
    }
    List<List<Decimal>> centers = StartingCenters.of(points, 5, 9);
    Collections.shuffle(points, new Random(1));
    assertThat(StartingCenters.of(points, 5, 9)).isEqualTo(centers);
    List<SampledPoint> parts = new ArrayList<>(part(points.subList(0, 123)));
    parts.addAll(part(points.subList(123, 500)));
    assertThat(StartingCenters.of(parts, 5, 9)).isEqualTo(centers);
    assertThat(StartingCenters.of(points, 5, 10)).isNotEqualTo(centers);
  }

  private static List<SampledPoint> part(List<SampledPoint> points) {
    Sample sample = new Sample(9, StartingCenters.MOST_PLACES);
    points.forEach(sample::add);
    return sample.points();
  }

  @Test
  void aSampleOfManyPartsIsThatOfTheWhole() {
    Sample whole = new Sample(3, 50);
    Sample left = new Sample(3, 50);
    Sample right = new Sample(3, 50);
    for (int i = 0; i < 10_000; i++) {
      SampledPoint point = point(i % 1000, 1);
      whole.add(point);
      (i % 3 == 0 ? left : right).add(point);
    }
    Sample merged = new Sample(3, 50);
    left.points().forEach(merged::add);
    right.points().forEach(merged::add);
    assertThat(merged.points()).isEqualTo(whole.points()).hasSize(50);
    assertThat(whole.points()).allSatisfy(point -> assertThat(point.count()).isEqualTo(10));
  }

  @Test
  void everyCenterIsAnotherPoint() {
    List<SampledPoint> points = List.of(point(1, 1_000_000), point(2, 1), point(3, 1));
    for (long seed = 0; seed < 20; seed++) {
      assertThat(StartingCenters.of(points, 3, seed)).doesNotHaveDuplicates().hasSize(3);
    }
  }

  @Test
  void farPlacesAreChosenBeforeManyPointsAtOnePlace() {
    List<SampledPoint> points = List.of(point(0, 1000), point(1, 1000), point(1e6, 1));
    for (long seed = 0; seed < 20; seed++) {
      assertThat(StartingCenters.of(points, 2, seed).toString()).contains("1000000");
    }
  }

  private static SampledPoint point(double x, long count) {
    return new SampledPoint(List.of(x), count);
  }
}
