package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.SeededNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where k-means begins, by k-means++ (Arthur, Vassilvitskii, 2007): the first center is a random
 * point, each further one a random point with odds by the square of its distance to the nearest
 * center so far.
 */
final class StartingCenters {
  /** Of how many different places the centers are chosen, and so how many there may be. */
  static final int MOST_PLACES = 10_000;

  private StartingCenters() {}

  /**
   * @param parts of a sample
   * @throws IllegalStateException if there are fewer different points than {@code k}
   */
  static List<List<Decimal>> of(List<SampledPoint> parts, int k, long seed) {
    Sample sample = new Sample(seed, MOST_PLACES);
    parts.forEach(sample::add);
    return choose(sample.points(), k, new SeededNumbers(seed));
  }

  private static List<List<Decimal>> choose(
      List<SampledPoint> places, int k, SeededNumbers random) {
    if (places.size() < k) {
      throw new IllegalStateException(
          Message.of(
              "--k %d: there are only %d different points; give %2$d or less", k, places.size()));
    }
    double[] odds = new double[places.size()];
    double[] nearest = new double[places.size()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int i = 0; i < odds.length; i++) {
      odds[i] = places.get(i).count();
    }
    List<List<Decimal>> centers = new ArrayList<>();
    while (centers.size() < k) {
      SampledPoint chosen = places.get(draw(odds, random));
      centers.add(chosen.coordinates().stream().map(StartingCenters::exact).toList());
      double[] center = doubles(chosen);
      for (int i = 0; i < odds.length; i++) {
        nearest[i] = Math.min(nearest[i], Point.squaredDistance(center, doubles(places.get(i))));
        odds[i] = nearest[i] * places.get(i).count();
      }
    }
    return centers;
  }

  /** An index, by odds of which at least one is above 0. */
  private static int draw(double[] odds, SeededNumbers random) {
    double total = 0;
    for (double odd : odds) {
      total += odd;
    }
    double mark = random.fraction() * total;
    int last = 0;
    for (int i = 0; i < odds.length; i++) {
      if (odds[i] > 0) {
        last = i;
        mark -= odds[i];
        if (mark < 0) {
          break;
        }
      }
    }
    return last;
  }

  private static double[] doubles(SampledPoint place) {
    return place.coordinates().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The shortest decimal that is this double: what was read, unless it had many digits. */
  private static Decimal exact(double value) {
    return Decimal.of(Double.toString(value));
  }
}
