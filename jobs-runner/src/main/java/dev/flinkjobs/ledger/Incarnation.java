package dev.flinkjobs.ledger;

import dev.flinkjobs.record.Rejected;
import java.io.Serializable;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Which of the sources of one name rows are of, so that no two rows have one id.
 *
 * @param name such as that of a connection; empty where the source's own name says it all
 * @param isReadOnce whether what is read after a restart is never what was read before it
 */
public record Incarnation(String name, boolean isReadOnce) implements Serializable {

  Rejected identified(Rejected row, RuntimeContext context) {
    if (name.isEmpty()) {
      return row;
    }
    int attempt = isReadOnce ? context.getTaskInfo().getAttemptNumber() : 0;
    return row.of(name + '/' + attempt + '/');
  }
}
