package dev.flinkjobs.letters;

/** The options of {@code dead-letters stats}. */
public final class CountLettersOptions extends LettersOptions {

  @Override
  public String name() {
    return "dead-letters stats";
  }

  @Override
  public Class<?> mainClass() {
    return CountLetters.class;
  }
}
