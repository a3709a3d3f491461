package dev.flinkjobs.deadletters;

import dev.flinkjobs.options.CommandDoc;

/** The options of {@code dead-letters ls}. */
@CommandDoc(name = "dead-letters ls", main = ListDeadLetters.class)
public final class ListDeadLettersOptions extends DeadLettersOptions {}
