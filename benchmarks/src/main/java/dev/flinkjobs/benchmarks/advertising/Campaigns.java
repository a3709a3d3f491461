package dev.flinkjobs.benchmarks.advertising;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which campaign an ad belongs to: a table that does not change while a job runs. */
final class Campaigns implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int COUNT = 100;
  static final int ADS_OF_EACH = 10;
  static final int ADS = COUNT * ADS_OF_EACH;

  /** Of no ads. */
  static final Campaigns NONE = new Campaigns(Map.of());

  private static final String HEADER = "ad_id,campaign_id";

  private final HashMap<String, String> campaignByAd;

  private Campaigns(Map<String, String> campaignByAd) {
    this.campaignByAd = new HashMap<>(campaignByAd);
  }

  /** Null for an ad of no campaign. */
  @Nullable String of(String ad) {
    return campaignByAd.get(ad);
  }

  /** Throws {@link IOException}, with the line, for what is no such table. */
  static Campaigns read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, UTF_8);
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IOException("the first line has to be " + HEADER);
    }
    Map<String, String> campaignByAd = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] columns = lines.get(i).split(",", -1);
      if (columns.length != 2 || columns[0].isBlank() || columns[1].isBlank()) {
        throw new IOException("line " + (i + 1) + ": '" + lines.get(i) + "' is not " + HEADER);
      }
      campaignByAd.put(columns[0], columns[1]);
    }
    return new Campaigns(campaignByAd);
  }

  /** Writes the table of the ads that {@link AdEvents} are about. */
  static Path write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    for (int ad = 0; ad < ADS; ad++) {
      lines.add(adId(ad) + "," + campaignId(ad / ADS_OF_EACH));
    }
    return Files.write(file, lines, UTF_8);
  }

  static String adId(int ad) {
    return id("ad", ad);
  }

  static String campaignId(int campaign) {
    return id("campaign", campaign);
  }

  /** Always the same 36 characters. */
  static String id(String kind, int number) {
    return UUID.nameUUIDFromBytes((kind + number).getBytes(UTF_8)).toString();
  }
}
