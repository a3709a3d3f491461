package dev.flinkjobs.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which options a test is about, for {@link OptionsContract}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TestsOption {

  /** Long names, such as {@code --emit}. */
  String[] value();
}
