package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.benchmarks.Broker;
import dev.flinkjobs.testing.BrokerProcess;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/**
 * Measures contenders at rising rates on one broker, each until it does not keep up, and writes
 * what came of it.
 */
public final class AdvertisingBenchmark {
  private static final PrintStream OUT = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  private AdvertisingBenchmark() {}

  /** Ends with status 2 and a word on a mistake in the options. */
  public static void main(String[] args) throws Exception {
    BenchmarkOptions options = new BenchmarkOptions();
    CommandLine parser = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    try {
      parser.parseArgs(args);
      Optional<String> mistake = options.mistake();
      if (mistake.isPresent()) {
        throw new CommandLine.ParameterException(parser, mistake.get());
      }
    } catch (CommandLine.ParameterException mistake) {
      OUT.println("benchmarks/advertising: " + mistake.getMessage());
      System.exit(2);
    }
    List<Outcome> outcomes = run(options);
    Files.writeString(
        options.out(), Report.markdown(Files.readString(options.session()), options, outcomes));
  }

  private static List<Outcome> run(BenchmarkOptions options) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    try (BrokerProcess broker = Broker.start(options.work().resolve("broker"))) {
      Rates rates = new Rates(options.rates(), options.only());
      Set<Contender> left = EnumSet.copyOf(options.contenders());
      while (!left.isEmpty() && rates.hasNext()) {
        Load load =
            new Load(
                rates.next(),
                options.windows(),
                BenchmarkOptions.WINDOW,
                BenchmarkOptions.MAX_DELAY);
        for (Contender contender : EnumSet.copyOf(left)) {
          Outcome outcome = new Trial(contender, load, options, broker.servers()).run();
          OUT.println(Report.line(outcome));
          outcomes.add(outcome);
          if (!outcome.keepsUp()) {
            left.remove(contender);
          }
        }
      }
    }
    return outcomes;
  }

  /** Those given, and then upwards without end, if more is wanted. */
  static final class Rates {
    private final List<Integer> given;
    private final boolean only;
    private int index;
    private int last;

    Rates(List<Integer> given, boolean only) {
      this.given = given;
      this.only = only;
    }

    boolean hasNext() {
      return !only || index < given.size();
    }

    int next() {
      last = index < given.size() ? given.get(index) : last * 5 / 4;
      index++;
      return last;
    }
  }
}
