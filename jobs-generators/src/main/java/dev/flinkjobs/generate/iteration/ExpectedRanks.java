package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.ExpectedResults;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;

/**
 * The ten nodes with the highest ranks, for a damping of 0.85, to nine digits. Worked out with
 * doubles from the edges, all of which it keeps.
 */
final class ExpectedRanks extends ExpectedResults {
  private static final double DAMPING = 0.85;
  private static final double SETTLED = 1e-14;
  private static final int MAX_ROUNDS = 1000;
  private static final int SHOWN = 10;
  private static final int DIGITS = 9;

  private final int[] outgoing;
  private final BitSet nodes = new BitSet();
  private int[] ends = new int[1 << 10];
  private int length;

  ExpectedRanks(int nodes) {
    outgoing = new int[nodes];
  }

  void accept(int source, int target) {
    if (length == ends.length) {
      ends = Arrays.copyOf(ends, Math.multiplyExact(length, 2));
    }
    ends[length++] = source;
    ends[length++] = target;
    outgoing[source]++;
    nodes.set(source);
    nodes.set(target);
    accept();
  }

  @Override
  protected void writeResults(Writer json) throws IOException {
    double[] ranks = ranks();
    json.write(",\n  " + field("nodes", nodes.cardinality()));
    json.write(
        lines(
            "highestRanks",
            nodes.stream()
                .boxed()
                .sorted(Comparator.comparingDouble((Integer node) -> -ranks[node]))
                .limit(SHOWN)
                .map(node -> field(EdgeGenerator.name(node), rounded(ranks[node])))));
  }

  private static BigDecimal rounded(double rank) {
    return BigDecimal.valueOf(rank).setScale(DIGITS, RoundingMode.HALF_UP);
  }

  private double[] ranks() {
    int count = nodes.cardinality();
    double[] ranks = new double[outgoing.length];
    nodes.stream().forEach(node -> ranks[node] = 1.0 / count);
    double change = count;
    for (int round = 0; round < MAX_ROUNDS && change > SETTLED; round++) {
      double[] next = new double[ranks.length];
      for (int edge = 0; edge < length; edge += 2) {
        next[ends[edge + 1]] += DAMPING * ranks[ends[edge]] / outgoing[ends[edge]];
      }
      double rest = 1 - Arrays.stream(next).sum();
      change = 0;
      for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
        next[node] += rest / count;
        change = Math.max(change, Math.abs(next[node] - ranks[node]));
      }
      System.arraycopy(next, 0, ranks, 0, ranks.length);
    }
    return ranks;
  }
}
