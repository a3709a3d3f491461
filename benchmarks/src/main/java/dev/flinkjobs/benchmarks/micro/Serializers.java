package dev.flinkjobs.benchmarks.micro;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSerializer;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.GroupKeySerializer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** There and back, of what crosses the network with each record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Serializers {
  private static final int ENOUGH_BYTES = 64;

  private final GroupKeySerializer keys = new GroupKeySerializer();
  private final GroupKey key = GroupKey.of("Type-0005");
  private final Decimal amount = Decimal.of("6892.58");
  private final Decimal bigAmount = Decimal.of("123456789012345678901234567890.12");
  private final DataOutputSerializer output = new DataOutputSerializer(ENOUGH_BYTES);
  private final DataInputDeserializer input = new DataInputDeserializer();

  @Benchmark
  public GroupKey groupKey() throws IOException {
    return thereAndBack(keys, key);
  }

  @Benchmark
  public Decimal decimal() throws IOException {
    return thereAndBack(DecimalSerializer.INSTANCE, amount);
  }

  @Benchmark
  public Decimal bigDecimal() throws IOException {
    return thereAndBack(DecimalSerializer.INSTANCE, bigAmount);
  }

  private <T> T thereAndBack(TypeSerializer<T> serializer, T value) throws IOException {
    output.clear();
    serializer.serialize(value, output);
    input.setBuffer(output.getSharedBuffer(), 0, output.length());
    return serializer.deserialize(input);
  }
}
