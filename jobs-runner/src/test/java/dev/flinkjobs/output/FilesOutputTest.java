package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesOutputTest {
  @TempDir Path dir;

  @Test
  void aDirectoryThatDoesNotExistIsMade() {
    Path out = dir.resolve("a/b");
    assertThat(problems("files:" + out, false)).isEmpty();
    assertThat(out).doesNotExist();
    output("files:" + out).prepare(false);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void anEmptyDirectoryIsFine() {
    assertThat(problems("files:" + dir, false)).isEmpty();
  }

  @Test
  void aDirectoryThatIsNotEmptyIsAProblemWithTwoWaysOut() throws IOException {
    touch("part-0-0.csv", "part-1-0.csv", ".hidden");
    assertThat(problems("files:" + dir, false))
        .containsExactly(
            "--output files:"
                + dir
                + ": the directory is not empty (3 entries, e.g. part-0-0.csv); choose another, or"
                + " add ?mode=append to keep them or ?mode=overwrite to replace them");
  }

  @Test
  void theWayOutFitsSettingsThatAreGiven() throws IOException {
    touch("notes.txt");
    assertThat(problems("files:" + dir + "?format=json", false))
        .singleElement()
        .asString()
        .contains("(1 entry, e.g. notes.txt)")
        .contains("&mode=append")
        .doesNotContain("?mode");
  }

  @Test
  void aJobThatResumesFindsItsOwnFiles() throws IOException {
    touch("part-0-0.csv");
    assertThat(problems("files:" + dir, true)).isEmpty();
    assertThat(problems("files:" + dir + "?mode=overwrite", true)).isEmpty();
  }

  @Test
  void appendTakesWhateverIsThere() throws IOException {
    touch("part-0-0.csv", "notes.txt");
    assertThat(problems("files:" + dir + "?mode=append", false)).isEmpty();
    output("files:" + dir + "?mode=append").prepare(false);
    assertThat(names()).containsExactly("notes.txt", "part-0-0.csv");
  }

  @Test
  void overwriteDeletesPartsAndOrphansOfOurs() throws IOException {
    touch("part-0-0.csv", "part-12-345.json", "part-0-1.txt", ".part-0-1.csv.inprogress.0a1b");
    assertThat(problems("files:" + dir + "?mode=overwrite", false)).isEmpty();
    output("files:" + dir + "?mode=overwrite").prepare(false);
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void overwriteRefusesADirectoryWithOtherFiles() throws IOException {
    touch("part-0-0.csv", "notes.txt", "part-0-0.csv.bak");
    Files.createDirectory(dir.resolve("part-0-1.csv"));
    assertThat(problems("files:" + dir + "?mode=overwrite", false))
        .containsExactly(
            "--output files:"
                + dir
                + "?mode=overwrite: mode=overwrite replaces parts of results only, and notes.txt is"
                + " not one (nor are 2 others); move it away, or choose another directory");
  }

  @Test
  void overwriteLeavesOtherFilesEvenIfNobodyChecked() throws IOException {
    touch("part-0-0.csv", "notes.txt");
    output("files:" + dir + "?mode=overwrite").prepare(false);
    assertThat(names()).containsExactly("notes.txt");
  }

  @Test
  void overwriteDeletesNothingOfAJobThatResumes() throws IOException {
    touch("part-0-0.csv", ".part-0-1.csv.inprogress.0a1b");
    output("files:" + dir + "?mode=overwrite").prepare(true);
    assertThat(names()).containsExactly(".part-0-1.csv.inprogress.0a1b", "part-0-0.csv");
  }

  @Test
  void aFileIsNotADirectory() throws IOException {
    touch("file");
    assertThat(problems("files:" + dir.resolve("file"), false))
        .containsExactly(
            "--output files:" + dir.resolve("file") + ": is a file; choose another directory");
  }

  @Test
  void aDirectoryCannotBeMadeInAFile() throws IOException {
    touch("file");
    Path out = dir.resolve("file/out");
    assertThat(problems("files:" + out, false))
        .containsExactly(
            "--output files:"
                + out
                + ": "
                + dir.resolve("file")
                + " is a file, so no directory can be made in it; choose another directory");
    assertThatThrownBy(() -> output("files:" + out).prepare(false))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--output files:" + out + ": the directory cannot be made ready: ");
  }

  @Test
  void aFileSystemThatIsNotThereIsNamed() {
    assertThat(problems("files:nosuch://bucket/out", false))
        .containsExactly(
            "--output files:nosuch://bucket/out: there is no file system for 'nosuch'; name a local"
                + " directory");
    assertThat(problems("files:s3://bucket/out", false))
        .containsExactly(
            "--output files:s3://bucket/out: there is no file system for 's3' here; put its jar into"
                + " a directory of plugins/ (and into that of Flink on a cluster): mvn -N"
                + " dependency:copy -DoutputDirectory=plugins/flink-s3-fs-hadoop"
                + " -Dartifact=org.apache.flink:flink-s3-fs-hadoop:"
                + EnvironmentInformation.getVersion());
  }

  @Test
  void theDirectoryIsTheOneThatWasTyped() {
    for (String name : List.of("with space", "서울 강남구", "a%20b", "c#d", "e:f", "g+h", "100%")) {
      output("files:" + dir + "/" + name + "/").prepare(false);
      assertThat(dir.resolve(name)).isDirectory();
    }
  }

  @Test
  void eachRouteGetsADirectoryOfItsOwn() {
    Path out = dir.resolve("out");
    assertThat(routedProblems("files:" + out, false)).isEmpty();
    assertThat(out).doesNotExist();
    routed("files:" + out).prepare(false);
    assertThat(out.resolve("heavy")).isEmptyDirectory();
    assertThat(out.resolve("cold")).isEmptyDirectory();
  }

  @Test
  void whatRoutesLeftBehindIsRefusedOnce() throws IOException {
    routed("files:" + dir).prepare(false);
    assertThat(routedProblems("files:" + dir, false))
        .containsExactly(
            "--output files:"
                + dir
                + ": the directory is not empty (2 entries, e.g. cold); choose another, or add"
                + " ?mode=append to keep them or ?mode=overwrite to replace them");
    assertThat(routedProblems("files:" + dir, true)).isEmpty();
  }

  @Test
  void overwriteDeletesThePartsOfRoutes() throws IOException {
    String text = "files:" + dir + "?mode=overwrite";
    routed(text).prepare(false);
    touch("heavy/part-0-0.csv", "cold/.part-0-1.csv.inprogress.0a1b");
    assertThat(routedProblems(text, false)).isEmpty();
    routed(text).prepare(false);
    assertThat(dir.resolve("heavy")).isEmptyDirectory();
    assertThat(dir.resolve("cold")).isEmptyDirectory();
  }

  @Test
  void overwriteRefusesWhatIsNoDirectoryOfARoute() throws IOException {
    touch("part-0-0.csv", "cold");
    Files.createDirectory(dir.resolve("old"));
    Files.createDirectory(dir.resolve("heavy"));
    assertThat(routedProblems("files:" + dir + "?mode=overwrite", false))
        .containsExactly(
            "--output files:"
                + dir
                + "?mode=overwrite: mode=overwrite replaces the directories of routes (heavy, cold)"
                + " only, and cold is not one (nor are 2 others); move it away, or choose another"
                + " directory");
  }

  @Test
  void overwriteRefusesWhatIsNoPartInTheDirectoryOfARoute() throws IOException {
    Files.createDirectory(dir.resolve("heavy"));
    touch("heavy/notes.txt");
    assertThat(routedProblems("files:" + dir + "/?mode=overwrite", false))
        .containsExactly(
            "--output files:"
                + dir
                + "/heavy?mode=overwrite: mode=overwrite replaces parts of results only, and"
                + " notes.txt is not one; move it away, or choose another directory");
  }

  @Test
  void aFileInPlaceOfARoutesDirectoryIsAProblem() throws IOException {
    touch("cold");
    assertThat(routedProblems("files:" + dir + "?mode=append", false))
        .containsExactly(
            "--output files:" + dir + "/cold?mode=append: is a file; choose another directory");
  }

  @Test
  void aFileUriIsADirectoryToo() {
    output("files:file://" + dir + "/by uri").prepare(false);
    assertThat(dir.resolve("by uri")).isDirectory();
  }

  private static Output output(String text) {
    Problems problems = new Problems();
    Output output = Outputs.parse("--output", text, problems);
    assertThat(problems.messages()).isEmpty();
    return output;
  }

  private static List<String> problems(String text, boolean resuming) {
    Problems problems = new Problems();
    output(text).check(problems, resuming);
    return problems.messages();
  }

  private static Output routed(String text) {
    Problems problems = new Problems();
    Output output = Outputs.parse("--output", text, List.of("heavy", "cold"), problems);
    assertThat(problems.messages()).isEmpty();
    return output;
  }

  private static List<String> routedProblems(String text, boolean resuming) {
    Problems problems = new Problems();
    routed(text).check(problems, resuming);
    return problems.messages();
  }

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Files.createFile(dir.resolve(name));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
