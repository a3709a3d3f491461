package dev.flinkjobs.record;

import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link Decimal} as its scale and its unscaled value, in 9 bytes while it is compact. */
public final class DecimalSerializer extends ValueSerializer<Decimal> {
  private static final long serialVersionUID = 1L;

  public static final DecimalSerializer INSTANCE = new DecimalSerializer();

  /** In place of the scale: a big value follows. */
  private static final int BIG = -1;

  private DecimalSerializer() {}

  @Override
  public void serialize(Decimal value, DataOutputView target) throws IOException {
    if (value.isCompact()) {
      target.writeByte(value.scale());
      target.writeLong(value.unscaled());
    } else {
      byte[] unscaled = value.toBigDecimal().unscaledValue().toByteArray();
      target.writeByte(BIG);
      target.writeInt(value.scale());
      target.writeInt(unscaled.length);
      target.write(unscaled);
    }
  }

  @Override
  public Decimal deserialize(DataInputView source) throws IOException {
    int scale = source.readByte();
    if (scale != BIG) {
      return Decimal.of(source.readLong(), scale);
    }
    int bigScale = source.readInt();
    byte[] unscaled = new byte[source.readInt()];
    source.readFully(unscaled);
    return Decimal.of(new BigDecimal(new BigInteger(unscaled), bigScale));
  }

  @Override
  public TypeSerializerSnapshot<Decimal> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Decimal> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }

  /** Gives the type information of {@link Decimal} wherever Flink meets the class. */
  public static final class Factory extends TypeInfoFactory<Decimal> {
    @Override
    public TypeInformation<Decimal> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return INSTANCE.type(Decimal.class);
    }
  }
}
