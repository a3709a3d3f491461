package dev.flinkjobs.record;

import java.util.ArrayList;
import java.util.List;

/** A record of each row, in their order. */
public final class DecodedRows<T> implements RowCollector<T> {
  private final Decoding<T> decoding;
  private List<T> rows = new ArrayList<>();

  /** As {@link RowDecoder#decode}. */
  @FunctionalInterface
  public interface Decoding<T> {
    T decode(Fields row) throws BadValue;
  }

  public DecodedRows(Decoding<T> decoding) {
    this.decoding = decoding;
  }

  @Override
  public void add(Fields row) throws BadValue {
    rows.add(decoding.decode(row));
  }

  @Override
  public List<T> take() {
    List<T> taken = rows;
    rows = new ArrayList<>(taken.size() + taken.size() / 8 + 1);
    return taken;
  }
}
