package dev.flinkjobs.parcels;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.OnResume;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.record.Decimal;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code parcel-routing}. */
@CommandDoc(
    name = "parcel-routing",
    exercise = "E3",
    main = ParcelRoutingJob.class,
    sample = "parcels.csv")
public final class ParcelRoutingOptions extends JobOptions {

  @Option(names = "--heavy-above")
  @OptionDoc(type = "weight", min = 0, unit = "kg", example = "30.5")
  private BigDecimal heavyAbove = new BigDecimal("20");

  @Option(names = "--remote-keywords")
  @OptionDoc(type = "words", example = "산간,도서,제주")
  private Keywords remoteKeywords = new Keywords(List.of("산간"));

  @Option(names = "--routing")
  @OptionDoc(example = "first")
  private Routing routing = Routing.ALL;

  @Option(names = "--labels")
  @OptionDoc(onResume = OnResume.FREE, example = "en")
  private Lang labels = Lang.KO;

  @Override
  public List<String> routes() {
    return Route.names();
  }

  RoutingRules rules() {
    return new RoutingRules(Decimal.of(heavyAbove), remoteKeywords);
  }

  Routing routing() {
    return routing;
  }

  /** The language that the console names routes in. */
  Lang labels() {
    return labels;
  }
}
