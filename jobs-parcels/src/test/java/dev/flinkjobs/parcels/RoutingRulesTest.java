package dev.flinkjobs.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingRulesTest {
  private static final RoutingRules RULES = rules("20", "산간");

  @ParameterizedTest
  @CsvSource({
    "25, 서울 강남구, false, HEAVY",
    "15, 강원도 산간 지역, false, REMOTE",
    "10, 부산 해운대, true, COLD",
    "5, 서울 관악구, false, NORMAL",
    "25, 부산 해운대, true, HEAVY COLD",
    "25, 강원도 산간 지역, true, HEAVY REMOTE COLD",
    "15, 강원도 산간 지역, true, REMOTE COLD",
  })
  void everyRouteThatFitsTakesAParcel(
      String weight, String address, boolean refrigerated, String routes) {
    assertThat(routes(RULES, parcel(weight, address, refrigerated))).isEqualTo(routes);
  }

  @ParameterizedTest
  @CsvSource({
    "20, NORMAL",
    "20.000, NORMAL",
    "19.999, NORMAL",
    "0, NORMAL",
    "20.001, HEAVY",
    "20.0000000000000000000000001, HEAVY",
  })
  void onlyAboveTheLimitAParcelIsHeavy(String weight, String route) {
    assertThat(routes(RULES, parcel(weight, "서울 관악구", false))).isEqualTo(route);
  }

  @Test
  void theLimitMayHaveAFraction() {
    RoutingRules rules = rules("0.5", "산간");
    assertThat(routes(rules, parcel("0.5", "서울", false))).isEqualTo("NORMAL");
    assertThat(routes(rules, parcel("0.51", "서울", false))).isEqualTo("HEAVY");
  }

  @Test
  void anyOfTheKeywordsMakesAnAddressRemote() {
    RoutingRules rules = rules("20", "산간", "도서", "제주");
    for (String address : List.of("강원도 산간 지역", "전남 도서 지역", "제주 서귀포시")) {
      assertThat(routes(rules, parcel("1", address, false))).isEqualTo("REMOTE");
    }
    assertThat(routes(rules, parcel("1", "산 간호대학 앞", false))).isEqualTo("NORMAL");
    assertThat(routes(RULES, parcel("1", "제주 서귀포시", false))).isEqualTo("NORMAL");
  }

  @Test
  void hangulMatchesHoweverItIsComposed() {
    for (Normalizer.Form address : Normalizer.Form.values()) {
      for (Normalizer.Form keyword : Normalizer.Form.values()) {
        RoutingRules rules = rules("20", Normalizer.normalize("산간", keyword));
        String text = Normalizer.normalize("강원도 산간 지역", address);
        assertThat(routes(rules, parcel("1", text, false)))
            .as("%s in %s", keyword, address)
            .isEqualTo("REMOTE");
      }
    }
  }

  @Test
  void halfASyllableIsNoMatch() {
    // Taken apart, 각 begins with 가.
    RoutingRules rules = rules("20", Normalizer.normalize("가", Normalizer.Form.NFD));
    String address = Normalizer.normalize("각", Normalizer.Form.NFD);
    assertThat(routes(rules, parcel("1", address, false))).isEqualTo("NORMAL");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyParcelHasARouteAndIsNormalJustWhenItHasNoOther(long seed) {
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      Parcel parcel = randomParcel(random);
      EnumSet<Route> taking = taking(RULES, parcel);
      assertThat(taking).as("%s", parcel).isNotEmpty();
      assertThat(taking.contains(Route.NORMAL)).as("%s", parcel).isEqualTo(!isSpecial(parcel));
      assertThat(taking.contains(Route.NORMAL))
          .as("%s", parcel)
          .isEqualTo(taking.equals(EnumSet.of(Route.NORMAL)));
      assertThat(RULES.first(parcel)).as("%s", parcel).isEqualTo(taking.iterator().next());
    }
  }

  /** As the rules say it, in other words. */
  private static boolean isSpecial(Parcel parcel) {
    return parcel.weightKg().toBigDecimal().doubleValue() > 20
        || parcel.refrigerated()
        || Normalizer.normalize(parcel.address(), Normalizer.Form.NFD)
            .contains(Normalizer.normalize("산간", Normalizer.Form.NFD));
  }

  private static Parcel randomParcel(SplittableRandom random) {
    int scale = random.nextInt(4);
    long unscaled = random.nextLong(30L * (long) Math.pow(10, scale) + 1);
    List<String> words = List.of("산", "간", "산간", "서울", " ", "도서");
    String address =
        random
            .ints(1 + random.nextInt(4), 0, words.size())
            .mapToObj(words::get)
            .collect(Collectors.joining("", "x", ""));
    Normalizer.Form form = random.nextBoolean() ? Normalizer.Form.NFC : Normalizer.Form.NFD;
    return new Parcel(
        Decimal.of(unscaled, scale), Normalizer.normalize(address, form), random.nextInt(4) == 0);
  }

  private static EnumSet<Route> taking(RoutingRules rules, Parcel parcel) {
    return Arrays.stream(Route.values())
        .filter(route -> rules.takes(route, parcel))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Route.class)));
  }

  private static String routes(RoutingRules rules, Parcel parcel) {
    return taking(rules, parcel).stream().map(Route::name).collect(Collectors.joining(" "));
  }

  private static RoutingRules rules(String heavyAbove, String... keywords) {
    return new RoutingRules(Decimal.of(heavyAbove), new Keywords(List.of(keywords)));
  }

  private static Parcel parcel(String weight, String address, boolean refrigerated) {
    return new Parcel(Decimal.of(weight), address, refrigerated);
  }
}
