package dev.flinkjobs.ledger;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowDecoder;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** Makes the records of another decoder, each with the id of its row. */
public final class IdentifyRows<T> implements RowDecoder<IdentifiedRow<T>> {
  private static final long serialVersionUID = 1L;

  private final RowDecoder<T> decoder;
  private final List<String> distinctBy;
  private final boolean keepsOriginal;
  private final boolean mayBeBlank;
  private final List<String> columns;
  private final int[] id;

  /**
   * @param distinctBy the columns of the id
   * @param keepsOriginal whether the row as it stands in the input is wanted, too
   * @param mayBeBlank whether a blank id is one, as for lines of text
   */
  public IdentifyRows(
      RowDecoder<T> decoder, List<String> distinctBy, boolean keepsOriginal, boolean mayBeBlank) {
    this.decoder = decoder;
    this.distinctBy = distinctBy;
    this.keepsOriginal = keepsOriginal;
    this.mayBeBlank = mayBeBlank;
    List<String> read = decoder.columns();
    Stream<String> others = distinctBy.stream().filter(column -> !read.contains(column));
    this.columns = Stream.concat(read.stream(), others).toList();
    this.id = distinctBy.stream().mapToInt(columns::indexOf).toArray();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public IdentifiedRow<T> decode(Fields row) throws BadValue {
    return decode(row, null);
  }

  /** A row that is rejected has no id: it is never the first. */
  @Override
  public IdentifiedRow<T> decode(Fields row, @Nullable Original original) throws BadValue {
    T record = decoder.decode(row);
    String[] values = new String[id.length];
    for (int i = 0; i < id.length; i++) {
      values[i] = mayBeBlank ? row.raw(id[i]) : row.text(id[i]);
    }
    Rejected duplicate =
        keepsOriginal && original != null
            ? original.as(
                RejectReason.DUPLICATE, String.join(",", distinctBy), String.join(",", values))
            : null;
    return new IdentifiedRow<>(record, GroupKey.of(values), duplicate);
  }

  @Override
  public TypeInformation<IdentifiedRow<T>> type() {
    return IdentifiedRow.type(decoder.type());
  }

  /** Of the records without ids. */
  public TypeInformation<T> rowType() {
    return decoder.type();
  }
}
