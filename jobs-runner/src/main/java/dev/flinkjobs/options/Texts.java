package dev.flinkjobs.options;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The texts beside an options class: what its options do, and the question it answers. */
public final class Texts {
  private final Class<?> owner;
  private final Lang lang;
  private final List<Properties> chain = new ArrayList<>();

  private Texts(Class<?> owner, Lang lang) {
    this.owner = owner;
    this.lang = lang;
    for (Class<?> c = owner; CommandOptions.class.isAssignableFrom(c); c = c.getSuperclass()) {
      chain.add(load(c, lang));
    }
  }

  /**
   * The texts for a command. Those of a subclass come before those of its superclass.
   *
   * @throws IllegalStateException when a text that is asked for is missing
   */
  public static Texts of(CommandOptions options, Lang lang) {
    return new Texts(options.getClass(), lang);
  }

  /** The texts of a class of options and of its superclasses. */
  static Texts of(Class<?> owner, Lang lang) {
    return new Texts(owner, lang);
  }

  /** The question that the command answers, in one line. */
  public String question() {
    return required("question");
  }

  /** Command lines to try, one in an element; may be empty. */
  public List<String> examples() {
    return optional("examples").map(text -> text.lines().toList()).orElse(List.of());
  }

  /**
   * What an option does, in the first line. A line for each form of its value may follow, and
   * behind that one for each setting of the form, which begins with a question mark; both go on
   * behind {@code ": "}.
   */
  List<String> description(OptionModel option) {
    return required(option.longName()).lines().toList();
  }

  /** What a number counts: the annotation's word, unless the language has its own. */
  String unit(OptionModel option) {
    return optional(option.longName() + ".unit").orElse(option.doc().unit());
  }

  /** The default in words, for those that are not constant. */
  Optional<String> computedDefault(OptionModel option) {
    return optional(option.longName() + ".default");
  }

  /**
   * What is wrong with the texts and annotations of a command's own options, for a test: texts that
   * are missing in a language, texts of no option, options without type or example.
   */
  public static List<String> faults(CommandOptions options) {
    List<String> faults = new ArrayList<>();
    List<OptionModel> all = new CommandModel(options).options();
    Set<String> names = new HashSet<>(options.without());
    for (OptionModel option : all) {
      names.add(option.longName());
      if (!option.isFlag() && option.doc().type().isEmpty() && option.choices().isEmpty()) {
        faults.add(option.longName() + " has no type in its @OptionDoc");
      }
      if (!option.isFlag() && option.doc().example().isEmpty()) {
        faults.add(option.longName() + " has no example in its @OptionDoc");
      }
    }
    Class<?> last = options.getClass();
    for (Class<?> c = last; CommandOptions.class.isAssignableFrom(c); c = c.getSuperclass()) {
      Set<String> wanted = new TreeSet<>(c == last ? List.of("question", "examples") : List.of());
      Set<String> units = new TreeSet<>();
      for (OptionModel option : all) {
        if (option.declaredIn() == c) {
          wanted.add(option.longName());
          if (!option.doc().unit().isEmpty()) {
            units.add(option.longName() + ".unit");
          }
        }
      }
      Set<String> needed = new TreeSet<>(wanted);
      for (Lang lang : Lang.values()) {
        load(c, lang).stringPropertyNames().stream()
            .filter(key -> !key.endsWith(".unit"))
            .forEach(needed::add);
      }
      for (Lang lang : Lang.values()) {
        if (lang != Lang.EN) {
          needed.addAll(units);
        }
        for (String key : needed) {
          if (!wanted.contains(key)
              && !names.contains(key.replaceFirst("[.](default|unit)$", ""))) {
            faults.add(file(c, lang) + ": " + key + " is no option of the class");
          } else if (load(c, lang).getProperty(key, "").isBlank()) {
            faults.add(file(c, lang) + ": " + key + " has no text");
          }
        }
      }
    }
    return faults;
  }

  private String required(String key) {
    return optional(key)
        .orElseThrow(
            () -> new IllegalStateException(file(owner, lang) + " has no text for " + key));
  }

  private Optional<String> optional(String key) {
    return chain.stream()
        .map(texts -> texts.getProperty(key, ""))
        .filter(t -> !t.isBlank())
        .findFirst();
  }

  /** The texts of one class in one language; none if there is no file. */
  public static Properties load(Class<?> owner, Lang lang) {
    Properties properties = new Properties();
    try (InputStream in = owner.getResourceAsStream(file(owner, lang))) {
      if (in != null) {
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static String file(Class<?> owner, Lang lang) {
    String name = owner.getName();
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return simple + (lang == Lang.KO ? "_ko" : "") + ".properties";
  }
}
