package dev.localglobal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.annotation.Experimental;
import org.apache.flink.annotation.Public;
import org.apache.flink.annotation.PublicEvolving;
import org.junit.jupiter.api.Test;

/** The library is put under programs of others, so what it takes of Flink beyond its API counts. */
class FlinkClassesTest {

  private static final Pattern LISTED = Pattern.compile("^\\| `(org\\.apache\\.flink\\.\\S+)` \\|");

  @Test
  void theReadmeListsThoseThatAreNotInItsApi() throws IOException {
    Set<String> listed =
        Files.readAllLines(Path.of("README.md")).stream()
            .map(LISTED::matcher)
            .filter(Matcher::find)
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(notInTheApi()).isEqualTo(listed);
  }

  private static Set<String> notInTheApi() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.localglobal")
            .stream()
            .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType)
            .filter(target -> target.getPackageName().startsWith("org.apache.flink"))
            .filter(target -> !isInTheApi(target))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A class within another has the annotation of the outer one. */
  private static boolean isInTheApi(JavaClass target) {
    return Stream.of(Public.class, PublicEvolving.class, Experimental.class)
            .anyMatch(target::isAnnotatedWith)
        || target.getEnclosingClass().map(FlinkClassesTest::isInTheApi).orElse(false);
  }
}
