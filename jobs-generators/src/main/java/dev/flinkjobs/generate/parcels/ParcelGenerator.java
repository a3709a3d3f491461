package dev.flinkjobs.generate.parcels;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes parcels. */
final class ParcelGenerator extends CsvGenerator<ParcelGenerator.ExpectedRoutes> {
  private static final int WEIGHT = 0;
  private static final int ADDRESS = 1;
  private static final int REFRIGERATED = 2;
  private static final int COLUMNS = 3;

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

  /** A bad quote makes its row end at the next line break, so it stands in the last column. */
  private static final Faults FAULTS =
      new Faults(
          List.of(
              Fault.of(RejectReason.OUT_OF_RANGE, WEIGHT, "-3"),
              Fault.of(RejectReason.MISSING_VALUE, ADDRESS, ""),
              Fault.of(RejectReason.NOT_A_NUMBER, WEIGHT, "20kg"),
              Fault.of(RejectReason.NOT_A_BOOLEAN, REFRIGERATED, "maybe"),
              Fault.of(RejectReason.WRONG_COLUMN_COUNT, ADDRESS, "서울 강남구, 테헤란로 1"),
              Fault.cp949(ADDRESS, "서울"),
              Fault.of(RejectReason.BAD_QUOTE, REFRIGERATED, "\"tr\"ue"),
              Fault.of(RejectReason.MISSING_VALUE, WEIGHT, ""),
              Fault.of(RejectReason.NOT_A_BOOLEAN, REFRIGERATED, "1"),
              Fault.of(RejectReason.NOT_A_NUMBER, WEIGHT, "무거움"),
              Fault.cutBefore(REFRIGERATED),
              Fault.of(RejectReason.OUT_OF_RANGE, WEIGHT, "-0.001"),
              Fault.of(RejectReason.MISSING_VALUE, ADDRESS, "\" \u3000\""),
              Fault.of(RejectReason.MISSING_VALUE, REFRIGERATED, ""),
              Fault.of(RejectReason.NOT_A_NUMBER, WEIGHT, "1e")),
          // Of over 1 MiB.
          Fault.of(RejectReason.ROW_TOO_LONG, ADDRESS, "멀고 먼 길 ".repeat(80_000)));

  ParcelGenerator(GenerateParcelsOptions options) {
    super("weight_kg,address,refrigerated\n", options, new ExpectedRoutes());
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < badRate;
    int scale = random.below(POWERS_OF_TEN.length);
    boolean isAtTheLimit = random.below(ROWS_TO_ONE_AT_THE_LIMIT) == 0;
    int drawn = random.between(0, MAX_WEIGHT * POWERS_OF_TEN[scale]);
    int weight = isAtTheLimit ? HEAVY_ABOVE * POWERS_OF_TEN[scale] : drawn;
    boolean isRemote = random.below(ROWS_TO_ONE_REMOTE) == 0;
    String composed = random.pick(isRemote ? REMOTE : NEAR);
    boolean isDecomposed = random.below(ROWS_TO_ONE_DECOMPOSED) == 0;
    String address = isDecomposed ? Normalizer.normalize(composed, Normalizer.Form.NFD) : composed;
    boolean isCold = random.below(ROWS_TO_ONE_COLD) == 0;
    String refrigerated = random.pick(isCold ? COLD_WORDS : WARM_WORDS);
    write(
        to,
        COLUMNS,
        bad,
        FAULTS,
        column -> {
          switch (column) {
            case WEIGHT -> to.number(weight, scale);
            case ADDRESS -> to.text(address);
            default -> to.text(refrigerated);
          }
        },
        () ->
            expected.accept(
                new boolean[] {weight > HEAVY_ABOVE * POWERS_OF_TEN[scale], isRemote, isCold}));
  }

  /** How many parcels each route must take by the rules that hold unless others are given. */
  static final class ExpectedRoutes extends ExpectedResults {
    private static final List<String> ROUTES = List.of("heavy", "remote", "cold", "normal");
    private static final int NORMAL = 3;

    private final long[] all = new long[ROUTES.size()];
    private final long[] first = new long[ROUTES.size()];

    /**
     * @param takes whether the rules of heavy, remote and cold parcels take it
     */
    void accept(boolean[] takes) {
      int firstRoute = NORMAL;
      for (int route = NORMAL - 1; route >= 0; route--) {
        if (takes[route]) {
          all[route]++;
          firstRoute = route;
        }
      }
      if (firstRoute == NORMAL) {
        all[NORMAL]++;
      }
      first[firstRoute]++;
      accept();
    }

    @Override
    protected void writeResults(Writer json) throws IOException {
      json.write(
          lines("routes", Stream.of(field("all", counts(all)), field("first", counts(first)))));
    }

    private static String counts(long[] counts) {
      return object(
          IntStream.range(0, counts.length)
              .mapToObj(route -> field(ROUTES.get(route), counts[route])));
    }
  }
}
