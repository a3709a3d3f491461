package dev.flinkjobs.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job of SQL runs.
 *
 * @param script its name, without {@code .sql}
 * @param table that of the script that {@code --input} takes the place of
 * @param columnsRead those of the table that the script makes use of
 * @param groupedBy those columns of the results that the query groups by
 * @param count the column of the results that counts the rows of a group; null if none does
 */
record SqlQuery(
    String script,
    String table,
    List<String> columnsRead,
    List<String> groupedBy,
    @Nullable String count) {}
