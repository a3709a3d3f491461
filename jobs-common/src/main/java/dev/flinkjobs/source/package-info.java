/** Files, directories and sockets as sources of rows. */
@NullMarked
package dev.flinkjobs.source;

import org.jspecify.annotations.NullMarked;
