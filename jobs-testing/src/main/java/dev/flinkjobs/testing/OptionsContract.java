package dev.flinkjobs.testing;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** What every options class keeps. */
public final class OptionsContract {

  private OptionsContract() {}

  /**
   * Fails unless each option is named by the {@link TestsOption} of a test method, and each name
   * there is an option.
   *
   * @param optionNames long names, such as {@code --emit}
   * @param testClasses where the tests are; methods that are no tests do not count
   */
  public static void everyOptionIsTested(Set<String> optionNames, Class<?>... testClasses) {
    Set<String> tested = new TreeSet<>();
    for (Class<?> testClass : testClasses) {
      for (Method method : testClass.getDeclaredMethods()) {
        TestsOption option = method.getAnnotation(TestsOption.class);
        if (option != null && AnnotationSupport.isAnnotated(method, Testable.class)) {
          tested.addAll(List.of(option.value()));
        }
      }
    }
    Set<String> untested = new TreeSet<>(optionNames);
    untested.removeAll(tested);
    Set<String> unknown = new TreeSet<>(tested);
    unknown.removeAll(optionNames);
    if (!untested.isEmpty() || !unknown.isEmpty()) {
      throw new AssertionError(
          "options without a @TestsOption test: "
              + untested
              + "; @TestsOption of no option: "
              + unknown
              + "; looked in "
              + Arrays.toString(testClasses));
    }
  }
}
