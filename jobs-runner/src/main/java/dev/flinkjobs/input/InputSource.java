package dev.flinkjobs.input;

import dev.flinkjobs.record.RowBatch;
import org.apache.flink.api.connector.source.Source;

/**
 * A source, and how many subtasks of it have something to read at the same time. One that has
 * nothing would hold back the watermark of those behind it until they hear that it has ended.
 *
 * @param subtasks at least 1
 */
public record InputSource<T>(Source<RowBatch<T>, ?, ?> source, int subtasks) {}
