/** SQL (E5): jobs whose logic is a script of plain SQL. */
@NullMarked
package dev.flinkjobs.sql;

import org.jspecify.annotations.NullMarked;
