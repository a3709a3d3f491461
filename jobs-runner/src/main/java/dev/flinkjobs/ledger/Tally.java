package dev.flinkjobs.ledger;

import dev.flinkjobs.record.Rejected;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What one operator counted since its last tally, on its way to the ledger. Counts travel as
 * records because a record is either before or after a checkpoint barrier, never both: so they are
 * exact after any failure, and a finished subtask cannot take its count with it.
 *
 * @param counts additions to the ledger by the names in {@link Ledger}
 * @param examples some of the rejected rows that {@code counts} counts, for error messages
 */
public record Tally(Map<String, Long> counts, List<Rejected> examples) {

  public static final TypeInformation<Tally> TYPE =
      Types.POJO(
          Tally.class,
          Map.of(
              "counts", Types.MAP(Types.STRING, Types.LONG),
              "examples", Types.LIST(Rejected.TYPE)));
}
