package dev.flinkjobs.record;

import java.util.List;

/**
 * Takes the rows of a block of input and makes records of them, where a job has no use for a record
 * of each: one record for all rows of a group costs a fraction of one for every row. Each reader
 * has its own.
 */
public interface RowCollector<T> {

  /** Takes one more row. Whatever it throws becomes a rejected row, of which nothing is kept. */
  void add(Fields row) throws BadValue;

  /** The records of all rows since the last call. */
  List<T> take();
}
