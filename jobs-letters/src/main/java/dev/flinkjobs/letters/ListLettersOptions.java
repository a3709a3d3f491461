package dev.flinkjobs.letters;

/** The options of {@code dead-letters ls}. */
public final class ListLettersOptions extends LettersOptions {

  @Override
  public String name() {
    return "dead-letters ls";
  }

  @Override
  public Class<?> mainClass() {
    return ListLetters.class;
  }
}
