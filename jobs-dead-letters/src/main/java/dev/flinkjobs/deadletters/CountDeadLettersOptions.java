package dev.flinkjobs.deadletters;

/** The options of {@code dead-letters stats}. */
public final class CountDeadLettersOptions extends DeadLettersOptions {

  @Override
  public String name() {
    return "dead-letters stats";
  }

  @Override
  public Class<?> mainClass() {
    return CountDeadLetters.class;
  }
}
