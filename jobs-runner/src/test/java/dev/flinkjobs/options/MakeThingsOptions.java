package dev.flinkjobs.options;

/** A command that is no job, has no options of its own, and a name of two words. */
final class MakeThingsOptions extends CommandOptions {

  @Override
  public String name() {
    return "make things";
  }

  @Override
  public String exercise() {
    return "";
  }

  @Override
  public Class<?> mainClass() {
    return MakeThingsOptions.class;
  }
}
