package dev.flinkjobs.basics;

import dev.flinkjobs.options.CommandDoc;

/** The options of {@code file-lines}. */
@CommandDoc(name = "file-lines", main = FileLinesJob.class)
public final class FileLinesOptions extends LinesOptions {}
