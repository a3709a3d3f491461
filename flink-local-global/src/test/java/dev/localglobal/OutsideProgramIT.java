package dev.localglobal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of others: compiled against the packaged jar and Flink, run in a JVM of their own. With
 * and without {@code LocalGlobal.of} the results are the same.
 */
class OutsideProgramIT {
  private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
  private static final Pattern CALL = Pattern.compile("LocalGlobal\\.of\\(rows\\)");

  // Of EveryCall.
  private static final int KEYS = 5;
  private static final int ROWS = 5000;

  @TempDir private Path directory;

  @Test
  void theExampleOfTheReadmeGivesTheResultsOfFlinksOwnWindows() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    String example = readme.substring(readme.indexOf("```java\n") + 8);
    example = example.substring(0, example.indexOf("```"));
    List<String> results = run(example);
    // Eight sensors in each window.
    assertThat(results).hasSize(8 * 20);
    assertThat(results.stream().sorted())
        .isEqualTo(run(without(example)).stream().sorted().toList());
  }

  @Test
  void everyCallThatFlinkHasGivesItsResultsToTheRow() throws Exception {
    String program = Files.readString(Path.of("src/test/resources/outside/EveryCall.java"));
    Map<String, List<String>> expected = byCallAndKey(run(without(program)));
    assertThat(expected.keySet())
        .as("no call is without results")
        .anyMatch(name -> name.startsWith("average "))
        .contains("late k0", "sliding k0", "session k0", "reduce k0");
    Map<String, List<String>> results = byCallAndKey(run(program, "and more"));
    List<String> perRow = results.remove("per-row -");
    List<String> every = results.remove("every -");
    List<String> atEnd = results.remove("at-end -");
    assertThat(results).isEqualTo(expected);
    assertThat(perRow).hasSize(ROWS);
    assertThat(atEnd).hasSize(KEYS);
    List<String> last = atEnd.stream().map(line -> line.replace("at-end", "every")).toList();
    assertThat(every).containsAll(last);
    assertThat(perRow)
        .containsAll(atEnd.stream().map(line -> line.replace("at-end", "per-row")).toList());
  }

  /** The same program without the library's call. */
  private static String without(String program) {
    return CALL.matcher(program).replaceAll("rows");
  }

  /** Lines by their first two words: within a key, results have an order. */
  private static Map<String, List<String>> byCallAndKey(List<String> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> Stream.of(line.split(" ")).limit(2).collect(Collectors.joining(" ")),
                TreeMap::new,
                Collectors.toList()));
  }

  private List<String> run(String program, String... arguments) throws Exception {
    Matcher name = CLASS.matcher(program);
    assertThat(name.find()).isTrue();
    Path project = Files.createTempDirectory(directory, "project");
    Path source = project.resolve(name.group(1) + ".java");
    Files.writeString(source, program);
    compile(project, source);
    Path output = project.resolve("output");
    Path errors = project.resolve("errors");
    Process java =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            project + File.pathSeparator + classPath(),
                            name.group(1)),
                        Arrays.stream(arguments))
                    .toList())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(java.waitFor()).as(Files.readString(errors)).isZero();
    } finally {
      java.destroyForcibly();
    }
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  private static void compile(Path project, Path source) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean isCompiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-cp", classPath(), "-d", project.toString(), "--release", "17"),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(isCompiled).as(messages.toString()).isTrue();
    }
  }

  /** The packaged jar and the libraries, but no directory of this module. */
  private static String classPath() throws IOException {
    Path jar;
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      jar =
          files
              .filter(
                  file -> file.getFileName().toString().matches("flink-local-global-[0-9.]+\\.jar"))
              .findFirst()
              .orElseThrow();
    }
    return Stream.concat(
            Stream.of(jar.toAbsolutePath().toString()),
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("flink-local-global")))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
