package dev.flinkjobs.iteration;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.List;

/** A node as {@code (hub, 0.384401489988421033)}, or as two columns. */
final class NodeRankFormat implements ResultFormat<NodeRank> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> columns() {
    return List.of("node", "rank");
  }

  @Override
  public List<ColumnType> types() {
    return List.of(ColumnType.TEXT, ColumnType.NUMBER);
  }

  @Override
  public List<String> key() {
    return List.of("node");
  }

  @Override
  public void write(NodeRank node, RowWriter row) {
    row.text(node.node());
    row.number(node.exactRank());
  }

  @Override
  public String print(NodeRank node) {
    return "(" + node.node() + ", " + node.exactRank() + ")";
  }
}
