package dev.flinkjobs.deadletters;

/** The options of {@code dead-letters ls}. */
public final class ListDeadLettersOptions extends DeadLettersOptions {

  @Override
  public String name() {
    return "dead-letters ls";
  }

  @Override
  public Class<?> mainClass() {
    return ListDeadLetters.class;
  }
}
