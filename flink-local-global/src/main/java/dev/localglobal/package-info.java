/**
 * Local-global aggregation for Flink's DataStream API. {@link dev.localglobal.LocalGlobal} is the
 * way in; what is not public is not for use outside.
 */
package dev.localglobal;
