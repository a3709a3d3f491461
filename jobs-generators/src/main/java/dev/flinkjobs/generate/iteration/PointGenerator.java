package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes points around centers that are so far apart that nobody can take one cluster for another.
 */
final class PointGenerator extends CsvGenerator<PointGenerator.ExpectedClusters> {
  private static final int X = 1;
  private static final int Y = 2;
  private static final int COLUMNS = 3;

  /** Of coordinates, which have this many fractional digits. */
  static final int SCALE = 3;

  /** Between neighbouring centers, and from a center to its outermost point, in 10^-SCALE. */
  private static final int APART = 10_000_000;

  private static final int SPREAD = 20_000;

  private static final Faults FAULTS =
      new Faults(
          List.of(
              Fault.of(RejectReason.NOT_A_NUMBER, X, "NaN"),
              Fault.of(RejectReason.MISSING_VALUE, Y, ""),
              Fault.cutBefore(Y),
              Fault.of(RejectReason.NOT_A_NUMBER, Y, "Infinity"),
              Fault.of(RejectReason.OUT_OF_RANGE, X, "1" + "0".repeat(100)),
              Fault.cp949(X, "서"),
              Fault.of(RejectReason.BAD_QUOTE, Y, "\"1\"2"),
              Fault.of(RejectReason.WRONG_COLUMN_COUNT, Y, "1,5"),
              Fault.of(RejectReason.MISSING_VALUE, X, " "),
              Fault.of(RejectReason.NOT_A_NUMBER, X, "1e")),
          Fault.of(RejectReason.ROW_TOO_LONG, X, "1".repeat(1 << 20)));

  private final GeneratePointsOptions options;
  private final int side;
  private long id;

  PointGenerator(GeneratePointsOptions options) {
    super("point_id,x,y\n", options, new ExpectedClusters(options.clusters()));
    this.options = options;
    this.side = (int) Math.ceil(Math.sqrt(options.clusters()));
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < badRate;
    int cluster = random.below(options.clusters());
    long x = coordinate(cluster % side);
    long y = coordinate(cluster / side);
    id++;
    write(
        to,
        COLUMNS,
        bad,
        FAULTS,
        column -> {
          if (column == 0) {
            to.number(id, 0);
          } else {
            to.number(column == X ? x : y, SCALE);
          }
        },
        () -> expected.accept(cluster, x, y));
  }

  /** Two draws, so that there are more points in the middle than at the borders. */
  private long coordinate(int place) {
    int half = SPREAD / 2;
    return (long) place * APART + random.between(-half, half) + random.between(-half, half);
  }

  /** The middle and the size of each cluster, in the order of their centers. */
  static final class ExpectedClusters extends ExpectedResults {
    /** A mean has six digits more than its points. */
    private static final int MEAN_SCALE = PointGenerator.SCALE + 6;

    private final long[] x;
    private final long[] y;
    private final long[] sizes;

    ExpectedClusters(int clusters) {
      x = new long[clusters];
      y = new long[clusters];
      sizes = new long[clusters];
    }

    void accept(int cluster, long unscaledX, long unscaledY) {
      x[cluster] += unscaledX;
      y[cluster] += unscaledY;
      sizes[cluster]++;
      accept();
    }

    @Override
    protected void writeResults(Writer json) throws IOException {
      json.write(
          IntStream.range(0, sizes.length)
              .filter(cluster -> sizes[cluster] > 0)
              .boxed()
              .sorted(
                  Comparator.comparing((Integer cluster) -> mean(x[cluster], cluster))
                      .thenComparing(cluster -> mean(y[cluster], cluster)))
              .map(this::result)
              .collect(Collectors.joining(",\n    ", ",\n  \"clusters\": [\n    ", "\n  ]")));
    }

    private String result(int cluster) {
      return object(
          Stream.of(
              field("x", mean(x[cluster], cluster)),
              field("y", mean(y[cluster], cluster)),
              field("size", sizes[cluster])));
    }

    private BigDecimal mean(long sum, int cluster) {
      return BigDecimal.valueOf(sum, PointGenerator.SCALE)
          .divide(BigDecimal.valueOf(sizes[cluster]), MEAN_SCALE, RoundingMode.HALF_UP);
    }
  }
}
