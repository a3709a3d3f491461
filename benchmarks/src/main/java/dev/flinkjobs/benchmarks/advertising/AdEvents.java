package dev.flinkjobs.benchmarks.advertising;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Events as JSON, of a seed. To write hundreds of thousands in a second beside those who read them,
 * nothing is formatted but the time: ids are copied into a text that is there already.
 */
final class AdEvents {
  private static final String[] AD_TYPES = {
    "banner", "modal", "sponsored-search", "mail", "mobile"
  };
  private static final String[] EVENT_TYPES = {"view", "click", "purchase"};
  private static final int VIEW = 0;

  /** Of users and of pages. */
  private static final int POOL = 100;

  private static final byte[][] USERS = ids("user", POOL);
  private static final byte[][] PAGES = ids("page", POOL);
  private static final byte[][] ADS = ids("ad", Campaigns.ADS);

  private static final String ID = "#".repeat(36);
  private static final int TIME_DIGITS = 13;
  private static final String TIME = "0".repeat(TIME_DIGITS);

  private final SplittableRandom random;
  private final Template[][] templates = new Template[AD_TYPES.length][EVENT_TYPES.length];
  private int viewedCampaign;

  AdEvents(long seed) {
    random = new SplittableRandom(seed);
    for (int ad = 0; ad < AD_TYPES.length; ad++) {
      for (int event = 0; event < EVENT_TYPES.length; event++) {
        templates[ad][event] = new Template(AD_TYPES[ad], EVENT_TYPES[event]);
      }
    }
  }

  private static byte[][] ids(String kind, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> Campaigns.id(kind, number).getBytes(US_ASCII))
        .toArray(byte[][]::new);
  }

  /**
   * The next event. It is valid until the next call.
   *
   * @param time in milliseconds since 1970-01-01T00:00:00Z
   */
  byte[] next(long time) {
    int ad = random.nextInt(Campaigns.ADS);
    int type = random.nextInt(EVENT_TYPES.length);
    viewedCampaign = type == VIEW ? ad / Campaigns.ADS_OF_EACH : -1;
    return templates[random.nextInt(AD_TYPES.length)][type].filled(
        USERS[random.nextInt(POOL)], PAGES[random.nextInt(POOL)], ADS[ad], time);
  }

  /** The campaign that counts the last event; -1 if none does. */
  int viewedCampaign() {
    return viewedCampaign;
  }

  /** A view of the first campaign. It is valid until the next call. */
  byte[] view(long time) {
    return templates[0][VIEW].filled(USERS[0], PAGES[0], ADS[0], time);
  }

  /** An event of one kind, with places for what differs. */
  private static final class Template {
    private final byte[] json;
    private final int user;
    private final int page;
    private final int ad;
    private final int time;

    Template(String adType, String eventType) {
      StringBuilder text = new StringBuilder();
      user = place(text.append("{\"user_id\":\""), ID);
      page = place(text.append("\",\"page_id\":\""), ID);
      ad = place(text.append("\",\"ad_id\":\""), ID);
      text.append("\",\"ad_type\":\"").append(adType);
      text.append("\",\"event_type\":\"").append(eventType);
      time = place(text.append("\",\"event_time\":\""), TIME);
      json = text.append("\",\"ip_address\":\"1.2.3.4\"}").toString().getBytes(US_ASCII);
    }

    private static int place(StringBuilder text, String blank) {
      int place = text.length();
      text.append(blank);
      return place;
    }

    byte[] filled(byte[] userId, byte[] pageId, byte[] adId, long millis) {
      System.arraycopy(userId, 0, json, user, userId.length);
      System.arraycopy(pageId, 0, json, page, pageId.length);
      System.arraycopy(adId, 0, json, ad, adId.length);
      long rest = millis;
      for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
        json[time + digit] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      return json;
    }
  }
}
