package dev.flinkjobs.record;

import java.util.ArrayList;
import java.util.List;

/** A record of each row, in their order. */
final class DecodedRows<T> implements RowCollector<T> {
  private final RowDecoder<T> decoder;
  private List<T> rows = new ArrayList<>();

  DecodedRows(RowDecoder<T> decoder) {
    this.decoder = decoder;
  }

  @Override
  public void add(Fields row) throws BadValue {
    rows.add(decoder.decode(row));
  }

  @Override
  public List<T> take() {
    List<T> taken = rows;
    rows = new ArrayList<>(taken.size() + taken.size() / 8 + 1);
    return taken;
  }
}
