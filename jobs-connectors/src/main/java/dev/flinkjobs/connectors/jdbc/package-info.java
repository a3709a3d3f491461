/** Tables of databases as outputs. */
@NullMarked
package dev.flinkjobs.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
