package dev.flinkjobs.iteration;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.util.List;

/** A node as {@code (hub, 0.384401489988421033)}, or as two columns. */
record NodeRankFormat() implements ResultFormat<NodeRank> {

  @Override
  public List<Column<NodeRank>> layout() {
    return List.of(
        Column.text("node", NodeRank::node).as(Column.Part.KEY),
        Column.number("rank", NodeRank::exactRank));
  }

  @Override
  public String print(NodeRank node) {
    return "(" + node.node() + ", " + node.exactRank() + ")";
  }
}
