package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.ExerciseOptions;
import dev.flinkjobs.options.FlinkOptions;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What derives from the catalogue is as {@code .ci/derive} writes it. */
@Tag("derived")
class DerivedFilesTest {
  private static final Path TREE = Jobs.tree();
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Pattern EXERCISE = Pattern.compile("\\| [^|]*\\((E\\d)\\) \\|.*");

  @TempDir Path directory;

  /** Jobs and exercises: what runs on Flink. */
  private static Stream<CommandOptions> programs() {
    return CATALOGUE.commands().stream().filter(FlinkOptions.class::isInstance);
  }

  /** Jobs that keep state. */
  static Stream<JobOptions> jobs() {
    return programs()
        .filter(JobOptions.class::isInstance)
        .map(JobOptions.class::cast)
        .filter(job -> !job.isBatch());
  }

  private static void check(Path file, String derived) throws IOException {
    if (UidContract.WRITES) {
      Files.writeString(file, derived);
    }
    assertThat(file).as("derives from the catalogue; run .ci/derive").hasContent(derived);
  }

  @Test
  void theOptionReference() throws IOException {
    check(TREE.resolve("docs/options.md"), OptionsDocs.markdown(CATALOGUE.commands()));
  }

  @Test
  void runConfigurationsOfIntellij() throws Exception {
    Map<Path, String> derived = new TreeMap<>();
    programs()
        .forEach(
            program ->
                derived.put(
                    TREE.resolve(".run/" + program.name().replace(' ', '-') + ".run.xml"),
                    intellij(program)));
    try (Stream<Path> files = Files.list(TREE.resolve(".run"))) {
      for (Path file : files.toList()) {
        if (UidContract.WRITES && !derived.containsKey(file)) {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<Path, String> file : derived.entrySet()) {
      check(file.getKey(), file.getValue());
    }
    assertThat(TREE.resolve(".run").toFile().list())
        .as("derives from the catalogue; run .ci/derive")
        .hasSize(derived.size());
  }

  @Test
  void runConfigurationsOfVisualStudioCode() throws IOException {
    check(
        TREE.resolve(".vscode/launch.json"),
        programs()
            .map(DerivedFilesTest::visualStudioCode)
            .collect(
                Collectors.joining(
                    ",\n",
                    "{\n  \"version\": \"0.2.0\",\n  \"configurations\": [\n",
                    "\n  ]\n}\n")));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void uids(JobOptions job) throws IOException {
    boolean writes =
        !(job instanceof IterationOptions)
            && OptionsDocs.names(job, JobOptions.class).contains("--output");
    List<String> args = new ArrayList<>();
    for (String option : writes ? List.of("--output", "--rejected") : List.<String>of()) {
      args.addAll(List.of(option, "files:" + directory.resolve(option)));
    }
    if (job.late().isPresent()) {
      args.addAll(List.of("--late", "files:" + directory.resolve("late")));
    }
    UidContract.check(
        PlansTest.graph(job.mainClass(), args),
        TREE.resolve(Manifest.module(job.mainClass()))
            .resolve("src/test/resources")
            .resolve(job.name() + ".uids"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ko.md"})
  void programsOfExercises(String readme) throws IOException {
    Lang lang = readme.contains(".ko.") ? Lang.KO : Lang.EN;
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(TREE.resolve(readme))) {
      Matcher row = EXERCISE.matcher(line);
      if (row.matches()) {
        String[] cells = line.split("\\|", -1);
        String plain = links(row.group(1), ExerciseOptions.class);
        cells[3] = plain.isEmpty() ? cells[3] : " " + plain + " ";
        cells[4] = " " + links(row.group(1), JobOptions.class) + " ";
        lines.add(String.join("|", cells));
      } else if (!line.startsWith("| – |")) {
        if (line.isEmpty() && EXERCISE.matcher(lines.get(lines.size() - 1)).matches()) {
          programs()
              .filter(program -> program.exercise().isEmpty())
              .map(
                  program ->
                      "| – | "
                          + Texts.of(program, lang).question()
                          + " | – | "
                          + link(program)
                          + " | – |")
              .forEach(lines::add);
        }
        lines.add(line);
      }
    }
    check(TREE.resolve(readme), String.join("\n", lines) + "\n");
  }

  private static String links(String exercise, Class<?> kind) {
    return programs()
        .filter(kind::isInstance)
        .filter(program -> program.exercise().equals(exercise))
        .map(DerivedFilesTest::link)
        .collect(Collectors.joining(", "));
  }

  private static String link(CommandOptions program) {
    return "[`"
        + program.name()
        + "`]("
        + Manifest.module(program.mainClass())
        + "/src/main/java/"
        + program.mainClass().getName().replace('.', '/')
        + ".java)";
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/manual/cluster.md", "docs/manual/ko/cluster.md"})
  void commandClassAndJar(String page) throws IOException {
    String rows =
        programs()
            .map(
                program ->
                    Message.of(
                        "| `%s` | `%s` | `%s` |\n",
                        program.name(),
                        program.mainClass().getName(),
                        Manifest.module(program.mainClass())))
            .collect(Collectors.joining());
    Path file = TREE.resolve(page);
    check(
        file,
        Pattern.compile("(?m)(^\\| `[^`]+` \\| `dev[^`]+` \\| `[^`]+` \\|\n)+")
            .matcher(Files.readString(file))
            .replaceFirst(Matcher.quoteReplacement(rows)));
  }

  /** A change of the build changes the picture. */
  @Test
  void thePictureOfModules() throws Exception {
    Path file = TREE.resolve("ARCHITECTURE.md");
    String picture = Modules.of(TREE).picture();
    check(
        file,
        Pattern.compile("(?s)(?<=\n```mermaid\n)flowchart BT\n.*?(?=```\n)")
            .matcher(Files.readString(file))
            .replaceFirst(Matcher.quoteReplacement(picture)));
    assertThat(file).content().contains(picture);
  }

  @Test
  void theTableOfModulesNamesThoseOfTheBuild() throws Exception {
    assertThat(firstCells("module"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Modules.of(TREE).names().stream(), Stream.of("deploy")).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs-common", "jobs-runner"})
  void theTableOfPackagesNamesThoseOfTheModule(String module) throws IOException {
    Path root = TREE.resolve(module).resolve("src/main/java/dev/flinkjobs");
    try (Stream<Path> packages = Files.list(root)) {
      assertThat(firstCells("package of `" + module + "`"))
          .containsExactlyInAnyOrderElementsOf(
              packages.map(each -> String.valueOf(each.getFileName())).toList());
    }
  }

  /** Of the table in ARCHITECTURE.md whose first column has this head. */
  private static List<String> firstCells(String head) throws IOException {
    return Files.readAllLines(TREE.resolve("ARCHITECTURE.md")).stream()
        .dropWhile(line -> !line.startsWith("| " + head + " |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("| `"))
        .map(line -> line.split("`", -1)[1])
        .toList();
  }

  /** Exercises are started by the launcher, which has the cluster for them. */
  private static Class<?> mainClass(CommandOptions program) {
    return program instanceof ExerciseOptions ? Launcher.class : program.mainClass();
  }

  private static String opens() {
    try {
      return Files.readString(TREE.resolve("pom.xml"))
          .replaceFirst("(?s).*<jvm.opens>(.*)</jvm.opens>.*", "$1");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String intellij(CommandOptions program) {
    String parameters =
        program instanceof ExerciseOptions
            ? "    <option name=\"PROGRAM_PARAMETERS\" value=\"" + program.name() + "\" />\n"
            : "";
    return Message.of(
        """
        <component name="ProjectRunConfigurationManager">
          <configuration default="false" name="%s" type="Application" factoryName="Application">
            <option name="INCLUDE_PROVIDED_SCOPE" value="true" />
            <option name="MAIN_CLASS_NAME" value="%s" />
            <module name="%s" />
        %s    <option name="VM_PARAMETERS" value="%s" />
            <option name="WORKING_DIRECTORY" value="$PROJECT_DIR$" />
            <method v="2">
              <option name="Make" enabled="true" />
            </method>
          </configuration>
        </component>
        """,
        program.name(),
        mainClass(program).getName(),
        Manifest.module(mainClass(program)),
        parameters,
        opens());
  }

  private static String visualStudioCode(CommandOptions program) {
    String args =
        program instanceof ExerciseOptions ? "      \"args\": \"" + program.name() + "\",\n" : "";
    return Message.of(
        """
            {
              "type": "java",
              "name": "%s",
              "request": "launch",
              "mainClass": "%s",
              "projectName": "%s",
        %s      "vmArgs": "%s",
              "cwd": "${workspaceFolder}",
              "console": "integratedTerminal"
            }\
        """,
        program.name(),
        mainClass(program).getName(),
        Manifest.module(mainClass(program)),
        args,
        opens());
  }
}
