package dev.flinkjobs.parcels;

import dev.flinkjobs.options.Lang;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways that parcels go; where only the first counts, it is the first of these. */
enum Route {
  HEAVY("무거운 택배", "heavy parcel"),
  REMOTE("산간 택배", "remote parcel"),
  COLD("냉장 택배", "cold parcel"),
  /** For parcels that no other takes. */
  NORMAL("일반 택배", "normal parcel");

  private final String korean;
  private final String english;

  Route(String korean, String english) {
    this.korean = korean;
    this.english = english;
  }

  /** The names of all, in their order. */
  static List<String> names() {
    return Arrays.stream(values()).map(Route::text).toList();
  }

  /** The name in uids, directories and counts. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the console calls its parcels. */
  String label(Lang lang) {
    return lang == Lang.KO ? korean : english;
  }
}
