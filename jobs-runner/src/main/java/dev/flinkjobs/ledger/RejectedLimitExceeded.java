package dev.flinkjobs.ledger;

import dev.flinkjobs.options.RejectedLimit;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.Rejected;
import java.util.List;
import java.util.stream.Collectors;

/** More rows were rejected than the user allows: a verdict on the input, not worth a restart. */
public final class RejectedLimitExceeded extends Verdict {
  private static final long serialVersionUID = 1L;

  RejectedLimitExceeded(RejectedLimit limit, Ledger ledger, List<Rejected> examples) {
    super(
        Message.of(
                "%,d of %,d rows rejected%s, allowed: %s; the first of them:\n",
                ledger.rejected(),
                ledger.read(),
                ledger.refused() == 0
                    ? ""
                    : Message.of(" and %,d results refused", ledger.refused()),
                limit)
            + examples.stream()
                .map(example -> "  " + example.describe())
                .collect(Collectors.joining("\n")));
  }
}
