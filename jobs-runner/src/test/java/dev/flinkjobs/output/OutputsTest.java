package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.Problems;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.junit.jupiter.api.Test;

class OutputsTest {
  private static final List<String> ROUTES = List.of("heavy", "cold");

  @Test
  void printIsTheConsole() {
    assertThat(parsed("print").isConsole()).isTrue();
  }

  @Test
  void filesAndDiscardAreNotTheConsole() {
    assertThat(parsed("files:out").isConsole()).isFalse();
    assertThat(parsed("discard").isConsole()).isFalse();
  }

  @Test
  void aSchemeThatIsNotBuiltInIsAnErrorThatListsThoseThatAre() {
    assertThat(problems("kafka://host:9092/topic"))
        .containsExactly(
            "--output kafka://host:9092/topic: no output 'kafka' is built in; those that are:"
                + " discard, files, print, test");
  }

  @Test
  void aSchemeOnTheClassPathIsUsed() {
    assertThat(parsed("test:anything")).isInstanceOf(TestScheme.TestOutput.class);
  }

  @Test
  void aMisspeltOutputSuggestsTheNearestOne() {
    assertThat(problems("prnt"))
        .containsExactly(
            "--output prnt: no output 'prnt' is built in; those that are: discard, files, print,"
                + " test (did you mean print?)");
  }

  @Test
  void aBareDirectoryIsToldHowToBeWritten() {
    assertThat(problems("results/today"))
        .containsExactly(
            "--output results/today: no output 'results/today' is built in; those that are:"
                + " discard, files, print, test; for a directory write files:results/today");
  }

  @Test
  void printAndDiscardTakeNothingElse() {
    assertThat(problems("print:x"))
        .containsExactly("--output print:x: print takes no place and no settings; write print");
    assertThat(problems("discard?format=csv"))
        .containsExactly(
            "--output discard?format=csv: discard takes no place and no settings; write discard");
  }

  @Test
  void anUnknownSettingSuggestsTheNearestOne() {
    assertThat(problems("files:out?fromat=csv"))
        .singleElement()
        .asString()
        .startsWith("--output files:out?fromat=csv: unknown setting 'fromat'")
        .contains("did you mean format?");
  }

  @Test
  void aValueThatIsNotAllowedNamesThoseThatAre() {
    assertThat(problems("files:out?format=jsn&mode=replace"))
        .containsExactly(
            "--output files:out?format=jsn&mode=replace: format 'jsn' is not allowed; allowed:"
                + " csv, json, text, parquet (did you mean json?)",
            "--output files:out?format=jsn&mode=replace: mode 'replace' is not allowed; allowed:"
                + " new, append, overwrite");
  }

  @Test
  void filesNeedADirectory() {
    assertThat(problems("files:")).singleElement().asString().contains("directory is missing");
  }

  @Test
  void doubleSlashesAreNotTakenForTheRoot() {
    assertThat(problems("files://out"))
        .containsExactly(
            "--output files://out: a directory has no '//' before it; write files:out, or from the"
                + " root files:/out");
  }

  @Test
  void aTildeThatNoShellReplacesIsNotTakenForADirectory() {
    assertThat(problems("files:~/out"))
        .containsExactly(
            "--output files:~/out: the shell does not replace '~' here; write"
                + " \"files:$HOME/out\"");
  }

  @Test
  void routesShareTheConsoleAndNothing() {
    for (String text : List.of("print", "discard")) {
      Output output = routed(text);
      assertThat(output.route("heavy")).isSameAs(output).isSameAs(output.route("cold"));
    }
  }

  @Test
  void eachRouteHasADirectoryInThatOfFiles() {
    assertThat(directories(routed("files:/out/?format=json").route("cold")))
        .containsExactly("/out/cold");
    assertThat(directories(routed("files:/out")))
        .containsExactly("/out", "/out/heavy", "/out/cold");
  }

  @Test
  void theNameOfARouteGoesWhereTheTextHasIt() {
    assertThat(routed("test:parcels-{route}?a={route}").route("cold"))
        .isEqualTo(new TestScheme.TestOutput("test:parcels-cold?a=cold"));
    assertThat(directories(routed("files:/out/{route}/today")))
        .containsExactly("/out/heavy/today", "/out/cold/today");
  }

  @Test
  void anotherOutputNeedsToBeToldWhereTheNameGoes() {
    Problems problems = new Problems();
    Outputs.parse("--output", "test:parcels", ROUTES, problems);
    assertThat(problems.messages())
        .containsExactly(
            "--output test:parcels: each route needs a place of its own; write {route} where its"
                + " name belongs (heavy, cold)");
  }

  @Test
  void whatIsWrongWithEachRouteIsToldOnce() {
    for (String text : List.of("files:out/{route}?mode=new&fromat=csv", "files:out?fromat=csv")) {
      Problems problems = new Problems();
      Outputs.parse("--output", text, ROUTES, problems);
      assertThat(problems.messages())
          .singleElement()
          .asString()
          .contains("unknown setting 'fromat'");
    }
  }

  @Test
  void anotherOutputMayHaveNoneOfTheDirectoriesOfRoutes() {
    for (String taken : List.of("files:/out", "files:/out/cold")) {
      Problems problems = new Problems();
      Outputs.checkApart(
          Map.of(
              "--output",
              routed("files:/out"),
              "--rejected",
              Outputs.parse("--rejected", taken, problems)),
          problems);
      assertThat(problems.messages())
          .containsExactly(
              "--rejected " + taken + ": the directory is that of --output too; choose another");
    }
  }

  private static Output routed(String text) {
    Problems problems = new Problems();
    Output output = Outputs.parse("--output", text, ROUTES, problems);
    assertThat(problems.messages()).isEmpty();
    return output;
  }

  private static List<String> directories(Output output) {
    return output.directories().stream().map(URI::getPath).toList();
  }

  @Test
  void twoOutputsInOneDirectoryAreAProblem() {
    Problems problems = new Problems();
    Outputs.checkApart(
        Map.of(
            "--output", Outputs.parse("--output", "files:out", problems),
            "--rejected", Outputs.parse("--rejected", "files:./x/../out/?format=json", problems)),
        problems);
    assertThat(problems.messages())
        .containsExactly(
            "--rejected files:./x/../out/?format=json: the directory is that of --output too;"
                + " choose another");
  }

  @Test
  void outputsInTwoDirectoriesAndOnTheConsoleAreApart() {
    Problems problems = new Problems();
    Outputs.checkApart(
        Map.of(
            "--output", Outputs.parse("--output", "files:out", problems),
            "--rejected", Outputs.parse("--rejected", "files:out/rejected", problems),
            "--late", Outputs.console(Console.STDERR, OptionalLong.of(20), "")),
        problems);
    assertThat(problems.messages()).isEmpty();
  }

  private static Output parsed(String text) {
    Problems problems = new Problems();
    Output output = Outputs.parse("--output", text, problems);
    assertThat(problems.messages()).isEmpty();
    return output;
  }

  private static List<String> problems(String text) {
    Problems problems = new Problems();
    Outputs.parse("--output", text, problems);
    return problems.messages();
  }

  /** Registered in META-INF/services, as a connector would be. */
  public static final class TestScheme implements OutputScheme {
    record TestOutput(String text) implements Output {
      @Override
      public String kind() {
        return "test";
      }

      @Override
      public void check(Problems problems, boolean resuming) {}

      @Override
      public void prepare(boolean resuming) {}

      @Override
      public <T> Sink<T> sink(ResultFormat<T> format) {
        throw new UnsupportedOperationException("only parsed");
      }

      @Override
      public boolean isConsole() {
        return false;
      }
    }

    @Override
    public String scheme() {
      return "test";
    }

    @Override
    public Output parse(String option, String text, Problems problems) {
      return new TestOutput(text);
    }
  }
}
