package dev.flinkjobs.options;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the catalogue says of a command besides its texts. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CommandDoc {

  /** What is typed after {@code ./jobs}: one word or several, separated by single spaces. */
  String name();

  /** The exercise that the command answers, such as {@code E1}; empty if none. */
  String exercise() default "";

  /** The class whose {@code public static void main(String[])} runs the command. */
  Class<?> main();

  /** The file of {@code data/} that is read where none is given; empty for none. */
  String sample() default "";

  /** Of an exercise, the command that does the same in production. */
  String job() default "";
}
