package dev.flinkjobs.deadletters;

import dev.flinkjobs.options.CommandDoc;

/** The options of {@code dead-letters stats}. */
@CommandDoc(name = "dead-letters stats", main = CountDeadLetters.class)
public final class CountDeadLettersOptions extends DeadLettersOptions {}
