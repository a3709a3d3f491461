package dev.flinkjobs.ledger;

import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.Timed;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A record with the id that tells its row from others.
 *
 * @param id the values of the columns of {@code --distinct-by}
 * @param original the row as it stands in the input, for {@code --duplicate-rows}; null where there
 *     is none
 */
public record IdentifiedRow<T>(T row, GroupKey id, @Nullable Rejected original)
    implements Timed, RowDecoder.Keeping<IdentifiedRow<T>> {
  /** Of ids. */
  public static final TypeInformation<GroupKey> ID = TypeInformation.of(GroupKey.class);

  /** That of the record, which must have one. */
  @Override
  public long timestamp() {
    return ((Timed) row).timestamp();
  }

  @Override
  public IdentifiedRow<T> with(UnaryOperator<Rejected> change) {
    return original == null ? this : new IdentifiedRow<>(row, id, change.apply(original));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <T> TypeInformation<IdentifiedRow<T>> type(TypeInformation<T> rowType) {
    return (TypeInformation)
        Types.POJO(
            IdentifiedRow.class, Map.of("row", rowType, "id", ID, "original", Rejected.TYPE));
  }
}
