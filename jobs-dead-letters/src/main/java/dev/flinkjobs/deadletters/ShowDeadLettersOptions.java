package dev.flinkjobs.deadletters;

import dev.flinkjobs.options.CommandDoc;

/** The options of {@code dead-letters show}. */
@CommandDoc(name = "dead-letters show", main = ShowDeadLetters.class)
public final class ShowDeadLettersOptions extends DeadLettersOptions {}
