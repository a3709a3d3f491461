package dev.flinkjobs.letters;

/** The options of {@code dead-letters show}. */
public final class ShowLettersOptions extends LettersOptions {

  @Override
  public String name() {
    return "dead-letters show";
  }

  @Override
  public Class<?> mainClass() {
    return ShowLetters.class;
  }
}
