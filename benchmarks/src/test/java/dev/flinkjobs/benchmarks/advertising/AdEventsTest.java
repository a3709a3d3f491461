package dev.flinkjobs.benchmarks.advertising;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdEventsTest {
  private static final int EVENTS = 30_000;

  @Test
  void anEventHasTheFieldsOfTheBenchmark() {
    assertThat(new String(new AdEvents(7).view(1_715_421_600_123L), US_ASCII))
        .isEqualTo(
            "{\"user_id\":\"%s\",\"page_id\":\"%s\",\"ad_id\":\"%s\",\"ad_type\":\"banner\","
                    .formatted(Campaigns.id("user", 0), Campaigns.id("page", 0), Campaigns.adId(0))
                + "\"event_type\":\"view\",\"event_time\":\"1715421600123\","
                + "\"ip_address\":\"1.2.3.4\"}");
  }

  @Test
  void viewsAreAThirdAndAreOfTheCampaignThatTheTableSays(@TempDir Path directory) throws Exception {
    Campaigns campaigns = Campaigns.read(Campaigns.write(directory.resolve("campaigns.csv")));
    AdEvents events = new AdEvents(7);
    ObjectMapper mapper = new ObjectMapper();
    int views = 0;
    for (int n = 0; n < EVENTS; n++) {
      JsonNode event = mapper.readTree(events.next(n));
      assertThat(event.get("event_time").asLong()).isEqualTo(n);
      boolean isView = event.get("event_type").asText().equals("view");
      assertThat(events.viewedCampaign() >= 0).isEqualTo(isView);
      if (isView) {
        views++;
        assertThat(campaigns.of(event.get("ad_id").asText()))
            .isEqualTo(Campaigns.campaignId(events.viewedCampaign()));
      }
    }
    assertThat(views).isBetween(EVENTS / 3 - 500, EVENTS / 3 + 500);
  }
}
