package dev.flinkjobs.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.core.fs.FileStatus;

/**
 * The files below a directory, by path, and what else is there and not read. Local directories are
 * read entry by entry, since Flink lists a directory as a whole or, where one entry is odd, not at
 * all.
 */
public final class Listing {

  /** Such names are not data: unfinished parts, markers, editors' leftovers. */
  static final String HIDDEN = "has a name that begins with . or _";

  private static final int SHOWN_NAMES = 20;

  private final Predicate<Path> wanted;
  private final List<InputFile> files = new ArrayList<>();
  private final Map<String, String> leftOut = new TreeMap<>();

  private Listing(Predicate<Path> wanted) {
    this.wanted = wanted;
  }

  /** All below a directory. */
  public static Listing of(org.apache.flink.core.fs.Path directory) throws IOException {
    if (Files.isLocal(directory)) {
      return of(Path.of(directory.getPath()), Integer.MAX_VALUE, any -> true);
    }
    Listing listing = new Listing(any -> true);
    listing.collect(directory);
    return listing.sorted();
  }

  /**
   * What is wanted below a local directory.
   *
   * @param levels how deep to look
   */
  public static Listing of(Path directory, int levels, Predicate<Path> wanted) throws IOException {
    Listing listing = new Listing(wanted);
    listing.enter(directory, List.of(), levels);
    return listing.sorted();
  }

  private Listing sorted() {
    files.sort(Comparator.comparing(file -> file.path().toString()));
    return this;
  }

  public List<InputFile> files() {
    return files;
  }

  /** Why entries are not read, by their names: a text that goes on after the name. */
  public Map<String, String> leftOut() {
    return leftOut;
  }

  /**
   * Says what is not read, in lines.
   *
   * @param where the option and the place that it names
   */
  public static List<String> notices(String where, Map<String, String> leftOut) {
    if (leftOut.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        where
            + ": "
            + leftOut.size()
            + (leftOut.size() == 1 ? " entry" : " entries")
            + " left out");
    List<String> hidden = new ArrayList<>();
    leftOut.forEach(
        (name, why) -> {
          if (why.equals(HIDDEN)) {
            hidden.add(name.substring(name.lastIndexOf('/') + 1));
          } else {
            lines.add("  " + name + " " + why);
          }
        });
    if (!hidden.isEmpty()) {
      lines.add(
          "  whose names begin with . or _: "
              + String.join(", ", hidden.subList(0, Math.min(SHOWN_NAMES, hidden.size())))
              + (hidden.size() > SHOWN_NAMES ? ", … (" + hidden.size() + ")" : ""));
    }
    return lines;
  }

  /**
   * @param above the directories that lead here, without links
   */
  private void enter(Path directory, List<Path> above, int levels) throws IOException {
    List<Path> chain = new ArrayList<>(above);
    chain.add(directory.toRealPath());
    try (DirectoryStream<Path> entries = java.nio.file.Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (isHidden(String.valueOf(entry.getFileName()))) {
          leaveOut(entry, HIDDEN);
        } else {
          look(entry, chain, levels);
        }
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
  }

  private void look(Path entry, List<Path> chain, int levels) {
    try {
      BasicFileAttributes attributes =
          java.nio.file.Files.readAttributes(entry, BasicFileAttributes.class);
      if (!attributes.isDirectory()) {
        addFile(entry, attributes);
      } else if (levels > 1) {
        Path directory = entry.toRealPath();
        if (chain.stream().anyMatch(above -> above.startsWith(directory))) {
          leftOut.put(shown(entry), "is a link to a directory above it");
        } else {
          enter(entry, chain, levels - 1);
        }
      }
    } catch (NoSuchFileException gone) {
      if (java.nio.file.Files.isSymbolicLink(entry)) {
        leaveOut(entry, "is a link to what is not there");
      }
    } catch (IOException unreadable) {
      leftOut.put(shown(entry), Files.cannotBeRead(unreadable));
    }
  }

  private void addFile(Path entry, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      leaveOut(entry, "is a pipe, a socket or a device");
    } else if (!hasText(entry)) {
      leaveOut(entry, "has a name that is not UTF-8, or the locale of this process is not");
    } else if (!java.nio.file.Files.isReadable(entry)) {
      leaveOut(entry, Files.cannotBeRead(new AccessDeniedException(entry.toString())));
    } else if (wanted.test(entry)) {
      files.add(Files.file(Files.path(entry), attributes));
    }
  }

  /** Whether its name can be told from others by its text, which is all that Flink passes on. */
  private static boolean hasText(Path entry) {
    try {
      return Path.of(entry.toString()).equals(entry);
    } catch (InvalidPathException notInThisLocale) {
      return false;
    }
  }

  private void leaveOut(Path entry, String why) {
    if (wanted.test(entry)) {
      leftOut.put(shown(entry), why);
    }
  }

  private static String shown(Path entry) {
    return Files.shown(Files.path(entry));
  }

  /** By Flink, where a directory is not local. */
  private void collect(org.apache.flink.core.fs.Path directory) throws IOException {
    FileStatus[] entries = directory.getFileSystem().listStatus(directory);
    if (entries == null) {
      throw new AccessDeniedException(Files.shown(directory));
    }
    for (FileStatus entry : entries) {
      String name = Files.shown(entry.getPath());
      if (isHidden(entry.getPath().getName())) {
        leftOut.put(name, HIDDEN);
      } else if (!entry.isDir()) {
        files.add(Files.file(entry.getPath(), entry));
      } else {
        try {
          collect(entry.getPath());
        } catch (AccessDeniedException denied) {
          leftOut.put(name, Files.cannotBeRead(denied));
        }
      }
    }
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }
}
