package dev.flinkjobs.dist;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The structural schema of a kind of resource, and what the API server says of one: fields that it
 * does not know, types, values that are not allowed, what is missing.
 */
final class ResourceSchema {
  private final Yaml root;

  private ResourceSchema(Yaml root) {
    this.root = root;
  }

  /**
   * @param name of a resource on the class path that is a CustomResourceDefinition
   */
  static ResourceSchema of(String name, String version) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ResourceSchema.class.getClassLoader().getResourceAsStream(name), name)) {
      Yaml definition = Yaml.read(in);
      for (Yaml each : definition.at("spec", "versions").elements()) {
        if (each.at("name").text().equals(version)) {
          return new ResourceSchema(each.at("schema", "openAPIV3Schema"));
        }
      }
      throw new AssertionError(name + " has no version " + version);
    }
  }

  /** The values that a field may have. */
  List<Object> allowed(String... field) {
    Yaml schema = root;
    for (String name : field) {
      schema = schema.at("properties", name);
    }
    return list(schema.at("enum"));
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Yaml values) {
    return (List<Object>) Objects.requireNonNull(values.value(), values.path());
  }

  /** What is wrong with the spec of a resource. */
  List<String> faults(Yaml resource) {
    List<String> faults = new ArrayList<>();
    check(resource.at("spec"), root.at("properties", "spec"), faults);
    return faults;
  }

  private void check(Yaml value, Yaml schema, List<String> faults) {
    if (schema.at("x-kubernetes-int-or-string").exists()) {
      if (!(value.value() instanceof Integer) && !(value.value() instanceof String)) {
        faults.add(value.path() + " is no int and no string: " + value.value());
      }
      return;
    }
    String type = schema.at("type").text();
    if (!isOf(type, value.value())) {
      faults.add(value.path() + " is no " + type + ": " + value.value());
      return;
    }
    if (schema.at("enum").exists() && !list(schema.at("enum")).contains(value.value())) {
      faults.add(value.path() + " is not one of " + list(schema.at("enum")) + ": " + value.value());
    }
    for (Yaml element : value.elements()) {
      check(element, schema.at("items"), faults);
    }
    checkFields(value, schema, faults);
  }

  private void checkFields(Yaml value, Yaml schema, List<String> faults) {
    for (String name : value.names()) {
      if (schema.at("properties", name).exists()) {
        check(value.at(name), schema.at("properties", name), faults);
      } else if (schema.at("additionalProperties").value() instanceof Map) {
        check(value.at(name), schema.at("additionalProperties"), faults);
      } else if (!schema.at("x-kubernetes-preserve-unknown-fields").exists()) {
        faults.add(value.at(name).path() + " is unknown");
      }
    }
    for (String name : schema.at("required").texts()) {
      if (!value.at(name).exists()) {
        faults.add(value.at(name).path() + " is missing");
      }
    }
  }

  private static boolean isOf(String type, @Nullable Object value) {
    return switch (type) {
      case "object" -> value instanceof Map;
      case "array" -> value instanceof List;
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Integer || value instanceof Long;
      case "number" -> value instanceof Number;
      case "boolean" -> value instanceof Boolean;
      default -> throw new AssertionError("no type of a schema: " + type);
    };
  }
}
