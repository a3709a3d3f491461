/** Makes files to try the jobs of SQL on, with the expected results. */
@NullMarked
package dev.flinkjobs.generate.sql;

import org.jspecify.annotations.NullMarked;
