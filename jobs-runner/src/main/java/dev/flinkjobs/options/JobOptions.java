package dev.flinkjobs.options;

import static dev.flinkjobs.options.OnResume.FREE;
import static dev.flinkjobs.options.OnResume.IF_ACCEPTED;
import static dev.flinkjobs.options.OptionGroup.INPUT_OUTPUT;
import static dev.flinkjobs.options.OptionGroup.RUN;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.TextEncoding;
import dev.flinkjobs.csv.TimeFormat;
import dev.flinkjobs.source.OnBadFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every job has. */
public abstract class JobOptions extends FlinkOptions {
  private static final Duration ONE_DAY = Duration.ofDays(1);

  @Option(names = "--input")
  @OptionDoc(
      onResume = IF_ACCEPTED,
      type = "input",
      example = "data/transactions.csv",
      path = true,
      group = INPUT_OUTPUT)
  private List<String> input = new ArrayList<>();

  @Option(names = "--on-bad-file")
  @OptionDoc(onResume = FREE, example = "skip", group = INPUT_OUTPUT)
  private @Nullable OnBadFile onBadFile;

  @Option(names = "--delimiter")
  @OptionDoc(type = "character", example = "tab", values = "tab", group = INPUT_OUTPUT)
  private char delimiter = ',';

  @Option(names = "--columns")
  @OptionDoc(type = "columns", example = "id,amount", group = INPUT_OUTPUT)
  private @Nullable ColumnNames columns;

  @Option(names = "--encoding")
  @OptionDoc(
      type = "encoding",
      example = "cp949",
      values = {"utf-8", "cp949", "euc-kr", "utf-16le", "utf-16be", "windows-1252"},
      group = INPUT_OUTPUT)
  private TextEncoding encoding = TextEncoding.UTF_8;

  @Option(names = "--time-format")
  @OptionDoc(
      type = "auto|millis|seconds|micros|iso|pattern:<pattern>",
      example = "'pattern:dd.MM.yyyy HH:mm'",
      values = {"auto", "millis", "seconds", "micros", "iso", "pattern:"},
      group = INPUT_OUTPUT)
  private TimeFormat timeFormat = TimeFormat.AUTO;

  @Option(names = "--output")
  @OptionDoc(
      type = "output",
      example = "files:out?format=json",
      values = {"print", "discard", "files:"},
      group = INPUT_OUTPUT)
  private String output = "print";

  @Option(names = "--rejected")
  @OptionDoc(
      onResume = FREE,
      type = "output",
      example = "files:rejected",
      values = {"print", "discard", "files:"},
      group = INPUT_OUTPUT)
  private String rejected = "print";

  @Option(names = "--on-malformed")
  @OptionDoc(onResume = FREE, example = "fail", group = INPUT_OUTPUT)
  private OnMalformed onMalformed = OnMalformed.REJECT;

  @Option(names = "--max-rejected")
  @OptionDoc(
      onResume = FREE,
      type = "limit",
      unit = "rows or %",
      example = "1%",
      group = INPUT_OUTPUT)
  private @Nullable RejectedLimit maxRejected;

  @Option(names = "--distinct-by")
  @OptionDoc(type = "columns", example = "transaction_id", group = INPUT_OUTPUT)
  private @Nullable ColumnNames distinctBy;

  @Option(names = "--distinct-for")
  @OptionDoc(type = "duration", min = 1, example = "1h", group = INPUT_OUTPUT)
  private @Nullable Duration distinctFor;

  @Option(names = "--duplicate-rows")
  @OptionDoc(
      onResume = FREE,
      type = "output",
      example = "files:duplicates",
      values = {"print", "discard", "files:"},
      group = INPUT_OUTPUT)
  private @Nullable String duplicateRows;

  @Option(names = "--summary-json")
  @OptionDoc(onResume = FREE, type = "file", example = "summary.json", group = INPUT_OUTPUT)
  private @Nullable Path summaryJson;

  @Option(names = "--explain", arity = "0..1", fallbackValue = "mermaid")
  @OptionDoc(onResume = FREE, example = "svg", group = RUN)
  private @Nullable ExplainFormat explain;

  @Option(names = "--dry-run")
  @OptionDoc(onResume = FREE, group = RUN)
  private boolean dryRun;

  @Option(names = "--state-dir")
  @OptionDoc(onResume = FREE, type = "directory", example = "state", group = RUN)
  private @Nullable Path stateDir;

  @Option(names = "--accept-changed", split = ",")
  @OptionDoc(type = "option", example = "--max-delay", onResume = FREE, group = RUN)
  private List<String> acceptChanged = new ArrayList<>();

  @Option(names = "--web-ui")
  @OptionDoc(onResume = FREE, type = "port", min = 1, max = 65_535, example = "8081", group = RUN)
  private @Nullable Integer webUi;

  @Option(names = "--heap")
  @OptionDoc(onResume = FREE, type = "size", example = "2g", group = RUN)
  private @Nullable String heap;

  /**
   * The columns of an input that has no header line, where {@code --columns} does not name them;
   * empty where its first line does.
   */
  public List<String> columns() {
    return List.of();
  }

  /**
   * Whether the job runs in Flink's BATCH mode, which takes input that ends and no checkpoints, and
   * emits each result once. For jobs to which the order of rows means nothing.
   */
  public boolean isBatch() {
    return false;
  }

  /** The names of the routes that results take; empty where all go the same way. */
  public List<String> routes() {
    return List.of();
  }

  /** Where late rows go, as given; empty for a job without event time. */
  public Optional<String> late() {
    return Optional.empty();
  }

  /**
   * Where results of another kind go, such as alerts: the text by the name of its option. {@code
   * print} means stderr there.
   */
  public Map<String, String> furtherOutputs() {
    return Map.of();
  }

  /**
   * Whether to say every ten seconds what windows wait for, and how far the watermark is behind the
   * latest row; empty: no.
   */
  public Optional<Duration> diagnosisDelay() {
    return Optional.empty();
  }

  /**
   * A file that this process writes once all input was read, of what the only subtask did in order;
   * empty: none.
   */
  public Optional<Path> trace() {
    return Optional.empty();
  }

  /** The texts of all {@code --input}, as given and in the order given; may be empty. */
  public List<String> input() {
    return Collections.unmodifiableList(input);
  }

  /** What to do with a file that cannot be read; empty: that depends on the input. */
  public Optional<OnBadFile> onBadFile() {
    return Optional.ofNullable(onBadFile);
  }

  /** What separates the columns of text files: one ASCII character, no quote and no line end. */
  public char delimiter() {
    return delimiter;
  }

  /** The encoding of text files. */
  protected final TextEncoding encoding() {
    return encoding;
  }

  /** How rows stand in the input: as CSV, unless a job reads something else. */
  public CsvDialect dialect() {
    List<String> names = columns == null ? columns() : columns.names();
    return new CsvDialect(delimiter, names, timeFormat, encoding);
  }

  /** Where results go, as given. */
  public String output() {
    return output;
  }

  /** Where rejected rows go, as given. */
  public String rejected() {
    return rejected;
  }

  public OnMalformed onMalformed() {
    return onMalformed;
  }

  /** How many rejected rows are borne; empty: any number. */
  public Optional<RejectedLimit> maxRejected() {
    return Optional.ofNullable(maxRejected);
  }

  /** The columns of the id of which only the first row counts; empty: all rows count. */
  public List<String> distinctBy() {
    return distinctBy == null ? List.of() : distinctBy.names();
  }

  /**
   * How long an id is remembered; empty: for ever, or there is none.
   *
   * @param isBounded whether the input ends
   */
  public Optional<Duration> distinctFor(boolean isBounded) {
    boolean isEndless = distinctBy != null && !isBounded;
    return Optional.ofNullable(distinctFor).or(() -> Optional.of(ONE_DAY).filter(it -> isEndless));
  }

  /** Where rows go whose id was there before, as given; empty: they are counted only. */
  public Optional<String> duplicateRows() {
    return Optional.ofNullable(duplicateRows);
  }

  /** The file to write the summary to; empty: none. */
  public Optional<Path> summaryJson() {
    return Optional.ofNullable(summaryJson);
  }

  /** How to show the execution plan instead of running; empty: run. */
  public Optional<ExplainFormat> explain() {
    return Optional.ofNullable(explain);
  }

  /** Whether to check all and run nothing. */
  public boolean dryRun() {
    return dryRun;
  }

  /** The options that may have other values than those that a savepoint was made with. */
  public Set<String> acceptChanged() {
    return Set.copyOf(acceptChanged);
  }

  /**
   * What the results and the state of the job depend on: the job, and its options by long name with
   * their values. Values that say the same are spelt the same. Input and output are not among them:
   * what their texts mean, only those know who read and write.
   */
  public Map<String, String> meaning() {
    Map<String, String> meaning = new TreeMap<>(Map.of("job", name()));
    for (OptionModel option : new CommandModel(this).options()) {
      boolean isPlace = List.of("input", "output").contains(option.doc().type());
      if (option.isMeaning() && !isPlace) {
        option.meaning().ifPresent(value -> meaning.put(option.longName(), value));
      }
    }
    return meaning;
  }

  /** What may change where the job goes on from a savepoint, for messages. */
  public String mayChange() {
    return "what may change: -p, where --output writes to, "
        + String.join(", ", names(OnResume.FREE, OptionGroup.INPUT_OUTPUT, OptionGroup.JOB))
        + "; if --accept-changed names it: "
        + String.join(", ", acceptable()).replace("--input", "--input (further files)");
  }

  /** The long names of the outputs besides {@code --output}, whether in use or not. */
  public List<String> freeOutputs() {
    return new CommandModel(this)
        .options().stream()
            .filter(option -> !option.isMeaning() && option.doc().type().equals("output"))
            .map(OptionModel::longName)
            .toList();
  }

  private List<String> acceptable() {
    return names(OnResume.IF_ACCEPTED, OptionGroup.values());
  }

  private List<String> names(OnResume onResume, OptionGroup... groups) {
    return new CommandModel(this)
        .options().stream()
            .filter(option -> option.doc().onResume() == onResume)
            .filter(option -> List.of(groups).contains(option.doc().group()))
            .map(OptionModel::longName)
            .toList();
  }

  /** The port of Flink's dashboard, from 1 to 65535; empty: no dashboard. */
  public OptionalInt webUi() {
    return webUi == null ? OptionalInt.empty() : OptionalInt.of(webUi);
  }

  /** The directory of checkpoints and savepoints; empty: the job cannot be resumed. */
  public Optional<Path> stateDir() {
    return Optional.ofNullable(stateDir);
  }

  /** The heap of the process, which the launcher script has given it; empty: the JVM's choice. */
  public Optional<String> heap() {
    return Optional.ofNullable(heap);
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (encoding.isWide() && Character.isLetter(delimiter)) {
      problems.add(
          "--delimiter "
              + delimiter
              + ": is a part of characters in --encoding "
              + encoding
              + "; convert the files by `iconv`, or take another delimiter");
    }
    if (distinctBy == null && (distinctFor != null || duplicateRows != null)) {
      String name = distinctFor == null ? "--duplicate-rows" : "--distinct-for";
      problems.add(
          name
              + " says something of rows with the same id; name the columns of the id, too, such as"
              + " --distinct-by transaction_id");
    }
    checkFile("--summary-json", summaryJson, "summary.json", problems);
    Directories.check("--state-dir", stateDir, problems);
    List<String> acceptable = acceptable();
    for (String name : acceptChanged) {
      if (!acceptable.contains(name)) {
        String allowed = String.join(", ", acceptable);
        problems.add("--accept-changed: " + new NotAllowed(name, allowed, acceptable).getMessage());
      }
    }
  }

  /** Adds what would keep a file from being written. */
  protected static void checkFile(
      String option, @Nullable Path file, String example, Problems problems) {
    if (file == null || problems.arePathsElsewhere()) {
      return;
    }
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (Files.isDirectory(file)) {
      problems.add("%s %s: is a directory; give a file, e.g. %s", option, file, example);
    } else if (parent == null || !Files.isDirectory(parent)) {
      problems.add("%s %s: there is no directory %s", option, file, parent);
    } else if (!Files.isWritable(Files.exists(file) ? file : parent)) {
      problems.add("%s %s: no permission to write it", option, file);
    }
  }
}
