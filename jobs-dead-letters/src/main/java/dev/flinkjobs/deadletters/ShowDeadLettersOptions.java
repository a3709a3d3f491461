package dev.flinkjobs.deadletters;

/** The options of {@code dead-letters show}. */
public final class ShowDeadLettersOptions extends DeadLettersOptions {

  @Override
  public String name() {
    return "dead-letters show";
  }

  @Override
  public Class<?> mainClass() {
    return ShowDeadLetters.class;
  }
}
