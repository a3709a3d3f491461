package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.output.Utf8Buffer;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The middle and the size of each cluster, in the order of their centers. */
final class ExpectedClusters extends ExpectedResults {
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
  protected void writeResults(Utf8Buffer json, OutputStream out) {
    json.text(",\n  \"clusters\": [");
    List<Integer> byCenter =
        IntStream.range(0, sizes.length)
            .filter(cluster -> sizes[cluster] > 0)
            .boxed()
            .sorted(
                Comparator.comparing((Integer cluster) -> mean(x[cluster], cluster))
                    .thenComparing(cluster -> mean(y[cluster], cluster)))
            .toList();
    String separator = "\n    ";
    for (int cluster : byCenter) {
      json.text(separator + "{\"x\": " + mean(x[cluster], cluster).toPlainString());
      json.text(", \"y\": " + mean(y[cluster], cluster).toPlainString());
      field(", \"size\": ", sizes[cluster], json);
      json.text("}");
      separator = ",\n    ";
    }
    json.text("\n  ]");
  }

  private BigDecimal mean(long sum, int cluster) {
    return BigDecimal.valueOf(sum, PointGenerator.SCALE)
        .divide(BigDecimal.valueOf(sizes[cluster]), MEAN_SCALE, RoundingMode.HALF_UP);
  }
}
