package dev.flinkjobs.iteration;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.Message;
import java.util.ArrayList;
import java.util.List;

/** A cluster as {@code cluster 1: (2.5, 4), 102 points}, or with a column for each coordinate. */
record ClusterFormat(List<String> coordinates) implements ResultFormat<NumberedCluster> {

  @Override
  public List<Column<NumberedCluster>> layout() {
    List<Column<NumberedCluster>> columns = new ArrayList<>();
    columns.add(
        Column.<NumberedCluster>whole("cluster", NumberedCluster::number).as(Column.Part.KEY));
    for (int i = 0; i < coordinates.size(); i++) {
      int at = i;
      columns.add(Column.number(coordinates.get(at), cluster -> cluster.center().get(at)));
    }
    columns.add(Column.whole("size", NumberedCluster::size));
    return columns;
  }

  @Override
  public String print(NumberedCluster cluster) {
    return Message.of(
        "cluster %d: %s, %,d %s",
        cluster.number(),
        KMeansJob.shown(cluster.center()),
        cluster.size(),
        cluster.size() == 1 ? "point" : "points");
  }
}
