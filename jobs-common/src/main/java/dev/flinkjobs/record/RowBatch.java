package dev.flinkjobs.record;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The rows of one block of input, in their order. A source hands on whole batches, so that its
 * position in a checkpoint is always the start of a batch and the counts of a batch are never torn.
 *
 * @param rows the records of the accepted rows
 * @param rejected the rejected rows
 * @param bytes how far this batch moved through the input
 * @param watermark that of the input behind this batch; {@link #NO_WATERMARK} for none
 */
public record RowBatch<T>(List<T> rows, List<Rejected> rejected, long bytes, long watermark) {

  /** Before the first row that has a time. */
  public static final long NO_WATERMARK = Long.MIN_VALUE;

  /**
   * The same rows with another size and watermark.
   *
   * @param change makes of a row as it stands in the input, rejected or kept by its record, another
   */
  @SuppressWarnings("unchecked")
  public RowBatch<T> with(UnaryOperator<Rejected> change, long newBytes, long newWatermark) {
    boolean keepOriginals = !rows.isEmpty() && rows.get(0) instanceof RowDecoder.Keeping;
    List<T> newRows =
        keepOriginals
            ? rows.stream().map(row -> ((RowDecoder.Keeping<T>) row).with(change)).toList()
            : rows;
    // Batches may be of one row each, and few have rejected ones.
    List<Rejected> newRejected =
        rejected.isEmpty() ? rejected : rejected.stream().map(change).toList();
    return new RowBatch<>(newRows, newRejected, newBytes, newWatermark);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <T> TypeInformation<RowBatch<T>> type(TypeInformation<T> rowType) {
    return (TypeInformation)
        Types.POJO(
            RowBatch.class,
            Map.of(
                "rows",
                Types.LIST(rowType),
                "rejected",
                Types.LIST(Rejected.TYPE),
                "bytes",
                Types.LONG,
                "watermark",
                Types.LONG));
  }
}
