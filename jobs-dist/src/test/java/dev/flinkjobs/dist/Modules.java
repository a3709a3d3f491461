package dev.flinkjobs.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What the modules of the build are built on, tests aside.
 *
 * @param needs of each module the others that its pom names
 */
record Modules(Map<String, Set<String>> needs) {

  static Modules of(Path tree) throws Exception {
    Set<String> names = new LinkedHashSet<>(texts(xml(tree.resolve("pom.xml")), "module"));
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    for (String name : names) {
      Set<String> needed = new TreeSet<>();
      NodeList dependencies =
          xml(tree.resolve(name).resolve("pom.xml")).getElementsByTagName("dependency");
      for (int i = 0; i < dependencies.getLength(); i++) {
        Element dependency = (Element) dependencies.item(i);
        if (!texts(dependency, "scope").contains("test")) {
          needed.addAll(texts(dependency, "artifactId"));
        }
      }
      needed.retainAll(names);
      needs.put(name, needed);
    }
    return new Modules(needs);
  }

  private static Element xml(Path file) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement();
    }
  }

  private static List<String> texts(Element element, String name) {
    List<String> texts = new ArrayList<>();
    NodeList found = element.getElementsByTagName(name);
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  Set<String> names() {
    return needs.keySet();
  }

  /**
   * A flowchart of mermaid: an arrow from each module to those that it needs, but for those that
   * these need. Modules with the same arrows are one box, if they need others.
   */
  String picture() {
    Map<String, List<String>> boxes = new LinkedHashMap<>();
    for (String name : names()) {
      Set<String> users = new TreeSet<>();
      names().stream().filter(user -> direct(user).contains(name)).forEach(users::add);
      String arrows = needed(name).isEmpty() ? name : direct(name) + " " + users;
      boxes.computeIfAbsent(arrows, first -> new ArrayList<>()).add(name);
    }
    Map<String, String> boxOf = new LinkedHashMap<>();
    StringBuilder picture = new StringBuilder("flowchart BT\n");
    for (List<String> box : boxes.values()) {
      box.forEach(name -> boxOf.put(name, box.get(0)));
      picture.append("  %s[\"%s\"]\n".formatted(box.get(0), String.join("<br/>", box)));
    }
    Set<String> arrows = new LinkedHashSet<>();
    for (String name : names()) {
      for (String needed : direct(name)) {
        arrows.add("  %s --> %s\n".formatted(boxOf.get(name), boxOf.get(needed)));
      }
    }
    return picture.append(String.join("", arrows)).toString();
  }

  /** Without what others of them need. */
  private Set<String> direct(String name) {
    Set<String> direct = new TreeSet<>(needed(name));
    needed(name).forEach(other -> direct.removeAll(all(other)));
    return direct;
  }

  private Set<String> all(String name) {
    Set<String> all = new TreeSet<>(needed(name));
    needed(name).forEach(other -> all.addAll(all(other)));
    return all;
  }

  private Set<String> needed(String name) {
    return needs.getOrDefault(name, Set.of());
  }
}
