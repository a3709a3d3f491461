package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.localglobal.ValueLists;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Bundles keep amounts as a {@link DecimalList}. */
record DecimalLists() implements ValueLists<Decimal, DecimalList> {
  @Override
  public DecimalList create(int capacity) {
    return new DecimalList(capacity);
  }

  @Override
  public void add(DecimalList list, Decimal value) {
    list.add(value);
  }

  @Override
  public void add(DecimalList list, DecimalList from, int index) {
    list.add(from, index);
  }

  @Override
  public Decimal get(DecimalList list, int index) {
    return list.get(index);
  }

  @Override
  public void clear(DecimalList list) {
    list.clear();
  }

  @Override
  public TypeSerializer<DecimalList> serializer() {
    return new DecimalListSerializer();
  }
}
