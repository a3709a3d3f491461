package dev.flinkjobs.iteration;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A cluster as {@code cluster 1: (2.5, 4), 102 points}, or with a column for each coordinate. */
final class ClusterFormat implements ResultFormat<NumberedCluster> {
  private static final long serialVersionUID = 1L;

  private final List<String> coordinates;

  ClusterFormat(List<String> coordinates) {
    this.coordinates = List.copyOf(coordinates);
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("cluster"));
    columns.addAll(coordinates);
    columns.add("size");
    return columns;
  }

  @Override
  public List<ColumnType> types() {
    List<ColumnType> types = new ArrayList<>(List.of(ColumnType.WHOLE));
    types.addAll(Collections.nCopies(coordinates.size(), ColumnType.NUMBER));
    types.add(ColumnType.WHOLE);
    return types;
  }

  @Override
  public List<String> key() {
    return List.of("cluster");
  }

  @Override
  public void write(NumberedCluster cluster, RowWriter row) {
    row.number(cluster.number());
    cluster.center().forEach(row::number);
    row.number(cluster.size());
  }

  @Override
  public String print(NumberedCluster cluster) {
    return String.format(
        Locale.ROOT,
        "cluster %d: %s, %,d %s",
        cluster.number(),
        KMeans.shown(cluster.center()),
        cluster.size(),
        cluster.size() == 1 ? "point" : "points");
  }
}
