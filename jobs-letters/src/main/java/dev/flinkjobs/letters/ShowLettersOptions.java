package dev.flinkjobs.letters;

import dev.flinkjobs.options.CommandDoc;

/** The options of {@code dead-letters show}. */
@CommandDoc(name = "dead-letters show", main = ShowLetters.class)
public final class ShowLettersOptions extends LettersOptions {}
