package dev.flinkjobs.iteration;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowDecoder;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Takes an edge from a row. */
record EdgeDecoder() implements RowDecoder<Edge> {
  @Override
  public List<String> columns() {
    return List.of("source", "target");
  }

  @Override
  public Edge decode(Fields row) throws BadValue {
    return new Edge(row.text(0), row.text(1));
  }

  @Override
  public TypeInformation<Edge> type() {
    return TypeInformation.of(Edge.class);
  }
}
