package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSerializer;
import dev.flinkjobs.record.ImmutableSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link Point} as the number of its coordinates, and these. */
public final class PointSerializer extends ImmutableSerializer<Point> {
  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(Point value, DataOutputView target) throws IOException {
    target.writeInt(value.coordinates().size());
    for (Decimal coordinate : value.coordinates()) {
      DecimalSerializer.INSTANCE.serialize(coordinate, target);
    }
  }

  @Override
  public Point deserialize(DataInputView source) throws IOException {
    int size = source.readInt();
    List<Decimal> coordinates = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      coordinates.add(DecimalSerializer.INSTANCE.deserialize(source));
    }
    return new Point(coordinates);
  }

  @Override
  public TypeSerializerSnapshot<Point> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Point> {
    public Snapshot() {
      super(PointSerializer::new);
    }
  }
}
