package dev.localglobal;

import java.io.Serializable;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.OutputTag;

/**
 * What the windows of a stream are, and what becomes of late rows.
 *
 * @param allowedLateness in milliseconds
 * @param lateTag for rows that no window counts; null if they are dropped
 * @param lateRowTag for rows that a window misses; null if nobody asks for them
 */
record WindowPlan<T, A, R>(
    AggregateFunction<T, A, R> aggregate,
    WindowAssigner<? super T, TimeWindow> assigner,
    long allowedLateness,
    OutputTag<T> lateTag,
    OutputTag<LateRow<T>> lateRowTag)
    implements Serializable {}
