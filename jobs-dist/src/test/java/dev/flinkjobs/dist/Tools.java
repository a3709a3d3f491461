package dev.flinkjobs.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A directory to be all of a PATH: the tools that the launcher needs, and those that are put in.
 */
record Tools(Path directory) {
  private static final List<String> NEEDED =
      List.of(
          "awk",
          "bash",
          "cat",
          "cksum",
          "cp",
          "env",
          "find",
          "grep",
          "head",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "nice",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "tar",
          "touch",
          "gzip");

  static Tools in(Path directory) throws IOException {
    Tools tools = new Tools(Files.createDirectories(directory));
    for (String name : NEEDED) {
      tools.link(name);
    }
    return tools;
  }

  /** Adds a tool of this machine; whether it has it. */
  boolean link(String name) throws IOException {
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path tool = Path.of(place, name);
      if (Files.isExecutable(tool)) {
        Files.createSymbolicLink(directory.resolve(name), tool);
        return true;
      }
    }
    return false;
  }

  /** Adds the Java that runs the tests. */
  void linkJava() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    Files.createSymbolicLink(directory.resolve("java"), home.resolve("bin").resolve("java"));
  }

  /** Adds a tool of our own making. */
  void script(String name, String text) throws IOException {
    script(directory.resolve(name), text);
  }

  static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  String path() {
    return directory.toString();
  }
}
