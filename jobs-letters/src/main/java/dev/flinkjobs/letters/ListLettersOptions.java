package dev.flinkjobs.letters;

import dev.flinkjobs.options.CommandDoc;

/** The options of {@code dead-letters ls}. */
@CommandDoc(name = "dead-letters ls", main = ListLetters.class)
public final class ListLettersOptions extends LettersOptions {}
