package dev.flinkjobs.options;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What help and docs say of an option besides its description, which is a text in the properties
 * beside the options class: the key is the option's long name ({@code --group-by}). Where the
 * default is not a constant, the key {@code --group-by.default} holds words for it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface OptionDoc {

  /**
   * The kind of value in a word, such as {@code columns}, or words and kinds to choose from, such
   * as {@code every|final|<duration>}; empty for flags and for enums, whose values say it.
   */
  String type() default "";

  /** The least number, or the shortest duration in milliseconds, that is allowed. */
  long min() default Long.MIN_VALUE;

  /** The greatest number that is allowed. */
  long max() default Long.MAX_VALUE;

  /** What a number counts, such as {@code rows}; other languages say it in {@code --rows.unit}. */
  String unit() default "";

  /** A value to show, such as {@code transaction_type,currency}; empty for flags only. */
  String example() default "";

  /** Words that shell completion offers as values. Those of enums need not be given. */
  String[] values() default {};

  /** Whether shell completion offers files and directories as values. */
  boolean path() default false;

  /**
   * Whether a job that goes on from a savepoint may be given another value. An option about which
   * nothing is said has to stay as it was.
   */
  OnResume onResume() default OnResume.SAME;

  /** Where help shows the option. */
  OptionGroup group() default OptionGroup.JOB;
}
