package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.SeededNumbers;
import java.text.Normalizer;
import java.util.List;

/**
 * The values of one row.
 *
 * @param unscaled the weight in kilograms is {@code unscaled} x 10^-{@code scale}
 * @param address as it stands in the file
 * @param refrigerated as it stands in the file
 */
record ParcelRow(
    int unscaled,
    int scale,
    String address,
    boolean isRemote,
    String refrigerated,
    boolean isCold) {

  static final String HEADER = "weight_kg,address,refrigerated\n";

  /** Columns by their place in {@link #HEADER}. */
  static final int WEIGHT = 0;

  static final int ADDRESS = 1;
  static final int REFRIGERATED = 2;
  static final int COLUMNS = 3;

  private static final int HEAVY_ABOVE = 20;
  private static final int MAX_WEIGHT = 30;
  private static final int[] POWERS_OF_TEN = {1, 10, 100, 1000};

  private static final int ROWS_TO_ONE_AT_THE_LIMIT = 16;
  private static final int ROWS_TO_ONE_REMOTE = 6;
  private static final int ROWS_TO_ONE_COLD = 5;

  /** One address in so many has its syllables taken apart, as macOS does. */
  private static final int ROWS_TO_ONE_DECOMPOSED = 8;

  private static final List<String> NEAR =
      List.of(
          "서울 강남구",
          "서울 관악구",
          "부산 해운대",
          "대구 수성구",
          "산 간호대학 앞",
          "\"인천 연수구, 송도동 24\"",
          "\"광주 서구 \"\"상무지구\"\"\"",
          "Seoul Mapo-gu 12");

  private static final List<String> REMOTE =
      List.of("강원도 산간 지역", "경북 울릉군 산간", "산간마을 3리", "\"전북 무주군, 산간로 7\"", "\"지리산\n산간 대피소\"");

  private static final List<String> WARM_WORDS =
      List.of("false", "false", "false", "FALSE", "False", "아니오");
  private static final List<String> COLD_WORDS =
      List.of("true", "true", "true", "TRUE", "True", "예");

  /** Makes one up. */
  static ParcelRow draw(SeededNumbers random) {
    int scale = random.below(POWERS_OF_TEN.length);
    boolean atTheLimit = random.below(ROWS_TO_ONE_AT_THE_LIMIT) == 0;
    int drawn = random.between(0, MAX_WEIGHT * POWERS_OF_TEN[scale]);
    boolean remote = random.below(ROWS_TO_ONE_REMOTE) == 0;
    String address = pick(remote ? REMOTE : NEAR, random);
    boolean decomposed = random.below(ROWS_TO_ONE_DECOMPOSED) == 0;
    boolean cold = random.below(ROWS_TO_ONE_COLD) == 0;
    return new ParcelRow(
        atTheLimit ? HEAVY_ABOVE * POWERS_OF_TEN[scale] : drawn,
        scale,
        decomposed ? Normalizer.normalize(address, Normalizer.Form.NFD) : address,
        remote,
        pick(cold ? COLD_WORDS : WARM_WORDS, random),
        cold);
  }

  private static String pick(List<String> texts, SeededNumbers random) {
    return texts.get(random.below(texts.size()));
  }

  boolean isHeavy() {
    return unscaled > HEAVY_ABOVE * POWERS_OF_TEN[scale];
  }

  /** Appends the field of a column. */
  void writeField(int column, Utf8Buffer csv) {
    switch (column) {
      case WEIGHT -> csv.number(unscaled, scale);
      case ADDRESS -> csv.text(address);
      case REFRIGERATED -> csv.text(refrigerated);
      default -> throw new IllegalArgumentException("column " + column);
    }
  }
}
