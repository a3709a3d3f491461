package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

class TextsTest {

  @Test
  void everyOptionOfEveryJobHasItsTextsInBothLanguages() {
    assertThat(Texts.faults(new ExampleOptions())).isEmpty();
    assertThat(Texts.faults(new MakeThingsOptions())).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedByFileAndKey() {
    assertThat(Texts.faults(new Untold()))
        .containsExactlyInAnyOrder(
            "--size has no type in its @OptionDoc",
            "--size has no example in its @OptionDoc",
            "TextsTest$Untold.properties: question has no text",
            "TextsTest$Untold.properties: examples has no text",
            "TextsTest$Untold.properties: --size has no text",
            "TextsTest$Untold.properties: --sizes is no option of the class",
            "TextsTest$Untold_ko.properties: question has no text",
            "TextsTest$Untold_ko.properties: examples has no text",
            "TextsTest$Untold_ko.properties: --size.unit has no text",
            "TextsTest$Untold_ko.properties: --sizes is no option of the class");
  }

  @Test
  void aMissingTextIsNeverShownAsNothing() {
    Texts texts = Texts.of(new Untold(), Lang.EN);

    assertThatThrownBy(texts::question)
        .hasMessage("TextsTest$Untold.properties has no text for question");
  }

  static final class Untold extends CommandOptions {
    @Option(names = "--size")
    @OptionDoc(unit = "bytes")
    int size;

    @Override
    public String name() {
      return "untold";
    }

    @Override
    public String exercise() {
      return "";
    }

    @Override
    public Class<?> mainClass() {
      return Untold.class;
    }
  }
}
