package dev.flinkjobs.letters;

import dev.flinkjobs.options.CommandDoc;

/** The options of {@code dead-letters stats}. */
@CommandDoc(name = "dead-letters stats", main = CountLetters.class)
public final class CountLettersOptions extends LettersOptions {}
