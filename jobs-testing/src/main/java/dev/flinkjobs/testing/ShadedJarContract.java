package dev.flinkjobs.testing;

import dev.flinkjobs.cluster.LoopbackGuard;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;

/**
 * What a job's jar may hold when it goes to a cluster: the job and its libraries, but nothing that
 * the cluster has already, since two versions of one class fail at run time and not before.
 */
public final class ShadedJarContract {
  private static final long MAX_BYTES = 40L * 1024 * 1024;
  private static final int JAVA_17 = 61;
  private static final int CLASS_FILE_MAGIC = 0xCAFEBABE;

  private static final List<String> PROVIDED_BY_THE_CLUSTER =
      List.of(
          "org/apache/flink/", "org/apache/logging/", "org/apache/log4j/", "org/slf4j/", "ch/qos/");

  /** Of Flink's name, but in no cluster's lib/. */
  private static final List<String> CONNECTORS =
      List.of(
          "org/apache/flink/connector/kafka/",
          "org/apache/flink/streaming/connectors/kafka/",
          "org/apache/flink/streaming/util/serialization/JSONKeyValueDeserializationSchema");

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");
  private static final String SERVICES = "META-INF/services/";

  private final ZipFile jar;
  private final List<String> entries;
  private final Set<String> distinctEntries;
  private final List<String> problems = new ArrayList<>();

  private ShadedJarContract(ZipFile jar) {
    this.jar = jar;
    this.entries = jar.stream().map(ZipEntry::getName).toList();
    this.distinctEntries = Set.copyOf(entries);
  }

  /**
   * Fails when the module's packaged {@code target/*-job.jar} is not fit for a cluster, with all
   * that is wrong. To be called from a test named {@code *IT}, which runs after packaging.
   *
   * @param mainClass the class that the jar is started by
   */
  public static void check(Class<?> mainClass) throws IOException {
    check(Path.of("target"), mainClass.getName());
  }

  static void check(Path target, String mainClass) throws IOException {
    Path file = jobJar(target);
    List<String> problems = new ArrayList<>();
    if (Files.size(file) > MAX_BYTES) {
      problems.add(
          String.format(
              Locale.ROOT,
              "it has %,d bytes; at most %,d are allowed",
              Files.size(file),
              MAX_BYTES));
    }
    try (ZipFile jar = new ZipFile(file.toFile())) {
      ShadedJarContract contract = new ShadedJarContract(jar);
      contract.checkEntries();
      contract.checkClassVersions();
      contract.checkServices(target.resolve("classes").resolve(SERVICES));
      contract.checkMainClass(mainClass);
      problems.addAll(contract.problems);
    }
    if (!problems.isEmpty()) {
      throw new AssertionError(file + ":\n  " + String.join("\n  ", problems));
    }
  }

  private static Path jobJar(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith("-job.jar")).toList();
      if (jars.size() != 1) {
        throw new AssertionError(
            "one *-job.jar is expected in "
                + target.toAbsolutePath()
                + ", there are "
                + jars
                + "; run mvn clean package for this module first");
      }
      return jars.get(0);
    }
  }

  private void checkEntries() {
    Set<String> seen = new HashSet<>();
    for (String entry : entries) {
      if (!seen.add(entry)) {
        problems.add(entry + " is there twice");
      }
      if (SIGNATURE.matcher(entry).matches()) {
        problems.add(entry + " is the signature of a jar that is no longer the one signed");
      }
      if (!entry.endsWith("/")
          && PROVIDED_BY_THE_CLUSTER.stream().anyMatch(entry::startsWith)
          && CONNECTORS.stream().noneMatch(entry::startsWith)) {
        problems.add(entry + " is the cluster's own; give its dependency the scope provided");
      }
    }
  }

  private void checkClassVersions() throws IOException {
    for (String entry : distinctEntries) {
      if (entry.endsWith(".class")) {
        try (DataInputStream header = new DataInputStream(open(entry))) {
          if (header.readInt() != CLASS_FILE_MAGIC) {
            problems.add(entry + " is not a class file");
            continue;
          }
          header.readUnsignedShort();
          int version = header.readUnsignedShort();
          if (version > JAVA_17) {
            problems.add(
                entry + " has class version " + version + "; Java 17 reads up to " + JAVA_17);
          }
        }
      }
    }
  }

  /** The module's own services must have survived shading, and every provider must be there. */
  private void checkServices(Path ownServices) throws IOException {
    if (Files.isDirectory(ownServices)) {
      try (Stream<Path> files = Files.list(ownServices)) {
        for (Path file : files.sorted().toList()) {
          checkService(SERVICES + file.getFileName(), providersIn(Files.readString(file)));
        }
      }
    }
    String guard = LoopbackGuard.class.getName();
    if (distinctEntries.contains(classFile(guard))) {
      // It comes from another module; without it --web-ui does not start.
      checkService(SERVICES + InboundChannelHandlerFactory.class.getName(), List.of(guard));
    }
    for (String entry : distinctEntries) {
      if (entry.startsWith(SERVICES) && !entry.endsWith("/")) {
        for (String provider : providers(entry)) {
          if (!distinctEntries.contains(classFile(provider))) {
            problems.add(entry + " names " + provider + ", which is not there");
          }
        }
      }
    }
  }

  private void checkService(String entry, List<String> wanted) throws IOException {
    if (!distinctEntries.contains(entry)) {
      problems.add(entry + " is missing");
      return;
    }
    List<String> merged = providers(entry);
    for (String provider : wanted) {
      if (!merged.contains(provider)) {
        problems.add(entry + " has lost " + provider);
      }
    }
  }

  private void checkMainClass(String mainClass) {
    if (!distinctEntries.contains(classFile(mainClass))) {
      problems.add("the main class " + mainClass + " is not there");
    }
  }

  private List<String> providers(String entry) throws IOException {
    try (InputStream content = open(entry)) {
      return providersIn(new String(content.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static List<String> providersIn(String serviceFile) {
    return serviceFile
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private InputStream open(String entry) throws IOException {
    InputStream content = jar.getInputStream(new ZipEntry(entry));
    if (content == null) {
      throw new IOException(jar.getName() + " lists " + entry + " but does not hold it");
    }
    return content;
  }

  private static String classFile(String className) {
    return className.replace('.', '/') + ".class";
  }
}
