package dev.flinkjobs.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A place in a YAML document, by its path: {@code spec.job.args}. */
record Yaml(String path, @Nullable Object value) {

  static Yaml read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  static Yaml read(InputStream in) {
    return new Yaml(
        "", new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(in));
  }

  /** What is there under these names; a value of null if nothing is. */
  Yaml at(String... names) {
    Yaml found = this;
    for (String name : names) {
      String path = found.path.isEmpty() ? name : found.path + "." + name;
      found =
          found.value instanceof Map<?, ?> map
              ? new Yaml(path, map.get(name))
              : new Yaml(path, null);
    }
    return found;
  }

  boolean exists() {
    return value != null;
  }

  String text() {
    return String.valueOf(Objects.requireNonNull(value, path));
  }

  /** The names in a map, in their order; none if there is no map. */
  List<String> names() {
    return value instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The values in a map. */
  Stream<Yaml> values() {
    return names().stream().map(this::at);
  }

  /** The elements of a list; none if there is no list. */
  List<Yaml> elements() {
    List<Yaml> elements = new ArrayList<>();
    if (value instanceof Iterable<?> list) {
      StreamSupport.stream(list.spliterator(), false)
          .forEach(each -> elements.add(new Yaml(path + "[" + elements.size() + "]", each)));
    }
    return elements;
  }

  /** The elements of a list of texts. */
  List<String> texts() {
    return elements().stream().map(Yaml::text).toList();
  }
}
