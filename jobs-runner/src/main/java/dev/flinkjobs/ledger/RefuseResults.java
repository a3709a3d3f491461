package dev.flinkjobs.ledger;

import dev.flinkjobs.output.JsonRecords;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowId;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Passes results on that an output can take; those that are too large for it become dead letters,
 * since the job would fail at each of its starts otherwise.
 */
public final class RefuseResults<T> extends TallyingOperator<T, T> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Rejected> REFUSED = new OutputTag<>("refused", Rejected.TYPE);

  private final String name;
  private final ResultFormat<T> format;
  private final FilterFunction<T> fits;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient JsonRecords<T> records;

  /**
   * @param name of the output
   * @param fits which results are small enough
   */
  public RefuseResults(String name, ResultFormat<T> format, FilterFunction<T> fits) {
    this.name = name;
    this.format = format;
    this.fits = fits;
  }

  @Override
  public void open() throws Exception {
    super.open();
    records = new JsonRecords<>(format);
  }

  @Override
  public void processElement(StreamRecord<T> element) throws Exception {
    if (fits.filter(element.getValue())) {
      output.collect(element);
      return;
    }
    String json = new String(records.value(element.getValue()), StandardCharsets.UTF_8);
    Rejected refused =
        new Rejected(
            RowId.of(name + json),
            name,
            0,
            null,
            null,
            null,
            RejectReason.RESULT_TOO_LARGE,
            json,
            false);
    output.collect(REFUSED, new StreamRecord<>(refused));
    count(Ledger.REFUSED, 1);
    example(refused);
    counted(1);
    sendTally(); // It may be one too many.
  }
}
