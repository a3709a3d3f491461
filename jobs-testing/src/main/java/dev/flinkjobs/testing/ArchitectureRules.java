package dev.flinkjobs.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What code may not depend on. Of the packages directly below the root package those of {@link
 * #COMMON} serve every job, {@code dist} starts jobs, {@code testing} is for tests, and any other
 * is a job. Every module has a test with the one line {@code
 * ArchitectureRules.check("dev.flinkjobs")}.
 */
public final class ArchitectureRules {

  private static final String CLUSTER = "cluster";

  /** The packages that jobs are built from. */
  private static final Set<String> COMMON =
      Set.of(
          CLUSTER,
          "connectors",
          "csv",
          "diagnosis",
          "input",
          "ledger",
          "options",
          "output",
          "plain",
          "plan",
          "record",
          "run",
          "source",
          "time");

  /** Those of them that any Flink program can use: no command line, no runner. */
  private static final Set<String> LIBRARY =
      Set.of("csv", "diagnosis", "plain", "record", "source", "time");

  /** Those of them that know no other. */
  private static final Set<String> ALONE = Set.of("diagnosis", "plain", "record");

  private static final String DIST = "dist";
  private static final String TESTING = "testing";
  private static final String RUN = "run";
  private static final String SQL = "sql";
  private static final String TOUR = "basics.tour";
  private static final List<String> TRANSPORT =
      List.of("input", "output", "csv", "source", "connectors", "plain");

  /** Data that is made has progress to show. */
  private static final DescribedPredicate<JavaClass> GENERATORS =
      resideInAnyPackage("..generate..", "..generator..");

  /** A time that is not over yet is refused before the job starts. */
  private static final DescribedPredicate<JavaClass> OFFSETS =
      DescribedPredicate.describe("Offsets", type -> topLevelName(type).equals("Offsets"));

  private static final Pattern START =
      anyOf(
          "org\\.apache\\.flink\\.streaming\\.api\\.(environment|datastream)\\..*"
              + "\\.(getExecutionEnvironment|createLocal\\w*|createRemote\\w*|execute\\w*"
              + "|collectAsync)\\(.*");

  /** Everything of Flink's that starts a cluster in the process. */
  private static final Pattern OPEN_CLUSTER =
      anyOf(
          "org\\.apache\\.flink\\..*\\.\\w*(MiniCluster|LocalStreamEnvironment|AbstractTestBase)\\w*\\.<init>\\(.*",
          "org\\.apache\\.flink\\..*\\.(PerJobMiniClusterFactory|LocalExecutor)\\.create\\w*\\(.*",
          "org\\.apache\\.flink\\..*\\.createLocalEnvironment\\w*\\(.*");

  private static final Pattern CLOCK =
      anyOf(
          "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(.*",
          "java\\.time\\.\\w+\\.now\\((?!java\\.time\\.Clock).*",
          "java\\.time\\.Clock\\.(system|tick)\\w*\\(.*",
          "java\\.util\\.Date\\.<init>\\(\\)",
          "java\\.util\\.Calendar\\.getInstance\\(.*",
          "java\\.util\\.GregorianCalendar\\.<init>\\(.*");

  private static final Pattern RANDOM =
      anyOf(
          "java\\.lang\\.(Strict)?Math\\.random\\(\\)",
          "java\\.util\\.(Splittable)?Random\\.<init>\\(\\)",
          "java\\.util\\.concurrent\\.ThreadLocalRandom\\..*",
          "java\\.security\\.SecureRandom\\..*",
          "java\\.util\\.UUID\\.randomUUID\\(\\)",
          "java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)",
          "java\\.util\\.random\\.RandomGenerator\\.(getDefault|of)\\(.*");

  private static final Pattern DEFAULTS =
      anyOf(
          "java\\.time\\.ZoneId\\.systemDefault\\(\\)",
          "java\\.util\\.TimeZone\\.getDefault\\(\\)",
          "java\\.util\\.Locale\\.getDefault\\(.*",
          "java\\.lang\\.String\\.to(Lower|Upper)Case\\(\\)",
          "java\\.lang\\.String\\.format\\(java\\.lang\\.String, .*",
          "java\\.lang\\.String\\.formatted\\(.*",
          "java\\.io\\.Print(Stream|Writer)\\.(printf|format)\\(java\\.lang\\.String, .*",
          "java\\.util\\.Formatter\\.<init>\\(\\)",
          "java\\.text\\.SimpleDateFormat\\.<init>\\(.*",
          "java\\.text\\.DecimalFormat\\.<init>\\((java\\.lang\\.String)?\\)",
          "java\\.text\\.NumberFormat\\.get\\w*Instance\\(\\)",
          "java\\.text\\.DecimalFormatSymbols\\.(<init>|getInstance)\\(\\)",
          "java\\.time\\.format\\.DateTimeFormatter\\.ofPattern\\(java\\.lang\\.String\\)",
          "java\\.time\\.format\\.DateTimeFormatter\\.ofLocalized\\w+\\(.*",
          "java\\.time\\.format\\.DateTimeFormatterBuilder\\.toFormatter\\(\\)",
          "java\\.nio\\.charset\\.Charset\\.defaultCharset\\(\\)",
          "java\\.lang\\.String\\.getBytes\\(\\)",
          "java\\.lang\\.String\\.<init>\\(\\[B(, int, int)?\\)",
          "java\\.io\\.ByteArrayOutputStream\\.toString\\(\\)",
          "java\\.io\\.InputStreamReader\\.<init>\\(java\\.io\\.InputStream\\)",
          "java\\.io\\.OutputStreamWriter\\.<init>\\(java\\.io\\.OutputStream\\)",
          "java\\.io\\.File(Reader|Writer)\\.<init>\\(java\\.(lang\\.String|io\\.File)(, boolean)?\\)",
          "java\\.io\\.Print(Stream|Writer)\\.<init>"
              + "\\(java\\.(io\\.OutputStream|io\\.File|lang\\.String)(, boolean)?\\)",
          "java\\.util\\.Scanner\\.<init>\\(java\\.(io\\.InputStream|io\\.File|nio\\.file\\.Path)\\)");

  private static final Pattern CONSOLE =
      anyOf(
          "java\\.lang\\.System\\.(out|err|in)",
          "java\\.lang\\.System\\.(setOut|setErr|setIn|console)\\(.*",
          ".*\\.printStackTrace\\(\\)",
          "org\\.apache\\.flink\\.streaming\\.api\\.datastream\\..*\\.print(ToErr)?\\(.*");

  private static final Pattern EXIT =
      anyOf("java\\.lang\\.System\\.exit\\(.*", "java\\.lang\\.Runtime\\.(exit|halt)\\(.*");

  private final String root;

  private ArchitectureRules(String root) {
    this.root = root;
  }

  /**
   * Fails when the main classes of the module that is being tested break a rule, or its test
   * classes the one on clusters, with every line that does.
   *
   * @param rootPackage the package whose direct subpackages the rules are about
   */
  public static void check(String rootPackage) {
    Path main = Path.of("target", "classes");
    if (!Files.isDirectory(main)) {
      throw new AssertionError(
          main.toAbsolutePath() + " is missing; run this test in its module, after compiling it");
    }
    List<String> violations = violations(rootPackage, new ClassFileImporter().importPath(main));
    violations.addAll(
        violations(
            List.of(new ArchitectureRules(rootPackage).closedClusters()),
            new ClassFileImporter().importPath(Path.of("target", "test-classes"))));
    if (!violations.isEmpty()) {
      throw new AssertionError(String.join("\n", violations));
    }
  }

  /** One text for each rule that is broken. */
  static List<String> violations(String rootPackage, JavaClasses classes) {
    return violations(new ArchitectureRules(rootPackage).rules(), classes);
  }

  private static List<String> violations(List<ArchRule> rules, JavaClasses classes) {
    List<String> violations = new ArrayList<>();
    for (ArchRule rule : rules) {
      EvaluationResult result = rule.allowEmptyShould(true).evaluate(classes);
      if (result.hasViolation()) {
        violations.add(result.getFailureReport().toString());
      }
    }
    return violations;
  }

  private ArchRule closedClusters() {
    return noClasses()
        .that(not(inPackages(List.of(CLUSTER))))
        .should(access("start a cluster of Flink's", OPEN_CLUSTER))
        .because("its REST server lets anybody on the network run code; use ClosedCluster");
  }

  private List<ArchRule> rules() {
    DescribedPredicate<JavaClass> transport = inPackages(TRANSPORT);
    DescribedPredicate<JavaClass> run = inPackages(List.of(RUN));
    DescribedPredicate<JavaClass> dist = inPackages(List.of(DIST));
    DescribedPredicate<JavaClass> cluster = inPackages(List.of(CLUSTER));
    return List.of(
        classes()
            .should(dependOnPackagesTheyMayKnow())
            .because("jobs are built from the common packages and know nothing of each other"),
        slices()
            .matching(root + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that needs its user cannot be understood, or moved, without it"),
        noClasses()
            .that(not(transport.or(EXERCISES)))
            .should(
                dependOnClassesThat(
                    resideInAnyPackage(
                        "org.apache.flink.connector..",
                        "org.apache.kafka..",
                        "org.postgresql..",
                        "java.sql..",
                        "javax.sql..")))
            .because(
                "a transport is swapped without touching logic: it belongs to input or output"),
        noClasses()
            .that(
                not(
                    transport
                        .or(run)
                        .or(dist)
                        .or(cluster)
                        .or(inPackages(List.of("options")))
                        .or(OPTIONS)))
            .should(dependOnClassesThat(resideInAnyPackage("org.apache.flink.configuration..")))
            .because("what a job can be told is in its *Options, and the runner passes it on"),
        closedClusters(),
        noClasses()
            .that(not(run.or(dist).or(EXERCISES)))
            .should(access("start a job", START))
            .because("the runner alone starts jobs, so that every job starts in the same way"),
        noClasses()
            .that(EXERCISES)
            .should(
                dependOnClassesThat(
                    resideInAnyPackage(root + "..")
                        .and(not(inPackages(List.of("plain", "time")).or(EXERCISES)))))
            .because("an exercise is plain Flink, for readers who know nothing of the suite"),
        noClasses()
            .that(not(inPackages(List.of(SQL))))
            .should(dependOnClassesThat(resideInAnyPackage("org.apache.flink.table..")))
            .because("a job of the DataStream API must start without the planner of SQL"),
        noClasses()
            .that(not(run.or(inPackages(List.of(SQL, TOUR)))))
            .should(access("ask a flow for its environment", environmentOfFlow()))
            .because("a topology that knows no environment is tested without one"),
        noClasses()
            .that(not(run.or(dist).or(GENERATORS).or(OFFSETS)))
            .should(access("read the clock", CLOCK))
            .because("the same input gives the same result, today and tomorrow"),
        noClasses()
            .that(not(run.or(dist)))
            .should(access("draw unseeded random numbers", RANDOM))
            .because("the same input, or seed, gives the same result"),
        noClasses()
            .should(access("use the default zone, locale or charset", DEFAULTS))
            .because(
                "the same input gives the same result on every machine; name the zone, the"
                    + " locale (Locale.ROOT) or the charset (UTF_8)"),
        noClasses()
            .that(not(run.or(dist).or(GENERATORS).or(EXERCISES).or(transport.and(CONSOLES))))
            .should(access("use the console", CONSOLE))
            .because("on a cluster nobody sees it; results go to an output"),
        noClasses()
            .that(not(dist))
            .should(access("end the process", EXIT))
            .because("on a session cluster the process is the JobManager, with everybody's jobs"),
        noClasses()
            .should(dependOnClassesThat(resideInAnyPackage("org.apache.flink..legacy..")))
            .because("Flink will remove it"),
        noClasses()
            .should(
                dependOnClassesThat(
                    resideInAnyPackage("com.esotericsoftware..", "org.apache.flink..kryo..")))
            .because("state that Kryo wrote is unreadable to the next version"),
        noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Managers?)(\\$.*)?")
            .because("such a name says nothing of what the class is for"),
        noClasses()
            .should()
            .resideInAnyPackage(
                "..util..", "..utils..", "..helper..", "..helpers..", "..model..", "..models..")
            .because("a package is named after a problem, not after a kind of code"));
  }

  private static final DescribedPredicate<JavaClass> OPTIONS =
      DescribedPredicate.describe("*Options", type -> topLevelName(type).endsWith("Options"));

  /** Programs of plain Flink. */
  private static final DescribedPredicate<JavaClass> EXERCISES =
      DescribedPredicate.describe("*Exercise", type -> topLevelName(type).endsWith("Exercise"));

  private static final DescribedPredicate<JavaClass> CONSOLES =
      DescribedPredicate.describe(
          "Console* or StandardInput*",
          type ->
              topLevelName(type).startsWith("Console")
                  || topLevelName(type).startsWith("StandardInput"));

  private static String topLevelName(JavaClass type) {
    return type.getEnclosingClass()
        .map(ArchitectureRules::topLevelName)
        .orElse(type.getSimpleName());
  }

  private ArchCondition<JavaClass> dependOnPackagesTheyMayKnow() {
    return new ArchCondition<>("depend only on packages they may know") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (isBelowRoot(type)
              && isBelowRoot(target)
              && !mayKnow(packageBelowRoot(type), packageBelowRoot(target))) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean mayKnow(String from, String to) {
    if (from.equals(to)) {
      return true;
    }
    if (LIBRARY.contains(from)) {
      return LIBRARY.contains(to) && !ALONE.contains(from);
    }
    boolean toJob = !COMMON.contains(to) && !to.equals(DIST) && !to.equals(TESTING);
    return COMMON.contains(to) || (toJob && from.equals(DIST));
  }

  private Pattern environmentOfFlow() {
    return anyOf(Pattern.quote(root) + "\\.run\\.Flow\\.environment\\(\\)");
  }

  private DescribedPredicate<JavaClass> inPackages(List<String> names) {
    return resideInAnyPackage(
        names.stream().map(name -> root + "." + name + "..").toArray(String[]::new));
  }

  private boolean isBelowRoot(JavaClass type) {
    return type.getPackageName().startsWith(root + ".");
  }

  private String packageBelowRoot(JavaClass type) {
    String below = type.getPackageName().substring(root.length() + 1);
    int end = below.indexOf('.');
    return end < 0 ? below : below.substring(0, end);
  }

  private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
    return DescribedPredicate.not(predicate);
  }

  private static ArchCondition<JavaClass> access(String description, Pattern targets) {
    return accessTargetWhere(
            DescribedPredicate.<JavaAccess<?>>describe(
                description, call -> targets.matcher(call.getTarget().getFullName()).matches()))
        .as("%s", description);
  }

  private static Pattern anyOf(String... targets) {
    return Pattern.compile(String.join("|", targets));
  }
}
