/** Makes files to try the jobs of SQL on, and says what must come out of them. */
@NullMarked
package dev.flinkjobs.generate.sql;

import org.jspecify.annotations.NullMarked;
