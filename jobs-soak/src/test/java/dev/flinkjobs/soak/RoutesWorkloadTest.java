package dev.flinkjobs.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.soak.Findings.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutesWorkloadTest {
  private static final long[] FED = {200, 200};

  private final Findings findings = new Findings();
  private final RoutesWorkload workload = new RoutesWorkload(new Chance(7));
  private final List<String[]> parcels = new ArrayList<>();

  /** What the job makes of the records: each with its route. */
  @BeforeEach
  void run() {
    for (int partition = 0; partition < FED.length; partition++) {
      for (long sequence = 0; sequence < FED[partition]; sequence++) {
        String record = workload.record(partition, sequence);
        JsonNode row = Json.parse(record);
        int before = parcels.size();
        if (row.path("weight_kg").decimalValue().compareTo(new BigDecimal("20")) > 0) {
          parcels.add(new String[] {"heavy", record});
        }
        if (row.path("address").asText().contains("산간")) {
          parcels.add(new String[] {"remote", record});
        }
        if (row.path("refrigerated").asText().equals("true")) {
          parcels.add(new String[] {"cold", record});
        }
        if (parcels.size() == before) {
          parcels.add(new String[] {"normal", record});
        }
      }
    }
  }

  private void check() {
    RoutesWorkload.Check check = workload.new Check(FED, findings);
    for (int i = 0; i < parcels.size(); i++) {
      check.parcel("part:" + i, parcels.get(i)[0], parcels.get(i)[1]);
    }
    check.end();
  }

  @Test
  void whatHasToComeIsClean() {
    check();
    assertThat(findings.told()).isEmpty();
  }

  @Test
  void aLossIsFoundInItsRoute() {
    String[] lost = parcels.remove(100);
    check();
    assertThat(findings.told())
        .containsExactly(
            "lost: " + lost[0] + ": parcel " + Json.parse(lost[1]).path("address").asText());
  }

  @Test
  void aDuplicateIsFound() {
    parcels.add(parcels.get(100));
    check();
    assertThat(findings.count(Fault.DUPLICATED)).isEqualTo(1);
    assertThat(findings.told().get(0)).startsWith("duplicated: part:" + (parcels.size() - 1));
  }

  @Test
  void aParcelInTheWrongRouteIsFound() {
    String[] parcel = parcels.get(100);
    parcel[0] = parcel[0].equals("heavy") ? "normal" : "heavy";
    check();
    assertThat(findings.count(Fault.WRONG)).isEqualTo(1);
    assertThat(findings.count(Fault.LOST)).isEqualTo(1);
  }

  @Test
  void aFileThatIsTornInTheMiddleOfARowIsFound() {
    String[] parcel = parcels.get(100);
    parcel[1] = parcel[1].substring(0, 30);
    check();
    assertThat(findings.told())
        .contains("wrong: part:100: is not whole: " + parcel[1])
        .anyMatch(told -> told.startsWith("lost: "));
  }

  /** The checksum is over all that a record says. */
  @Test
  void aParcelOfAnotherWeightIsFound() {
    String[] parcel = parcels.get(100);
    parcel[1] = parcel[1].replaceFirst("\"weight_kg\":[0-9.]+", "\"weight_kg\":29.95");
    check();
    assertThat(findings.count(Fault.WRONG)).isEqualTo(1);
  }
}
