package dev.flinkjobs.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadedJarContractTest {
  private static final String MAIN_CLASS = "jobs.Main";
  private static final String SERVICE = "META-INF/services/jobs.Command";

  @TempDir private Path target;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  @BeforeEach
  void addMainClass() {
    entries.put("jobs/Main.class", classFile(61));
  }

  @Test
  void aLeanJarPasses() throws IOException {
    writeOwnService("jobs.Main\n");
    entries.put(SERVICE, text("# from two modules\nother.Main\njobs.Main\n"));
    entries.put("other/Main.class", classFile(52));
    writeJar();

    assertThatCode(() -> ShadedJarContract.check(target, MAIN_CLASS)).doesNotThrowAnyException();
  }

  @Test
  void theGuardOfTheWebUiIsStillFound() throws IOException {
    entries.put("dev/flinkjobs/cluster/LoopbackGuard.class", classFile(61));
    writeJar();

    assertRefused("InboundChannelHandlerFactory is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/flink/api/common/JobID.class",
        "org/apache/logging/log4j/Logger.class",
        "org/apache/log4j/Logger.class",
        "org/slf4j/Logger.class"
      })
  void whatTheClusterHasIsRefused(String entry) throws IOException {
    entries.put(entry, classFile(55));
    writeJar();

    assertRefused(entry + " is the cluster's own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"META-INF/LIB.SF", "META-INF/LIB.DSA", "META-INF/LIB.RSA"})
  void aSignatureIsRefused(String entry) throws IOException {
    entries.put(entry, text("signed"));
    writeJar();

    assertRefused(entry + " is the signature");
  }

  @Test
  void anEntryThatIsThereTwiceIsRefused() throws IOException {
    entries.put("twice.txt", text("a"));
    entries.put("twicE.txt", text("b"));
    writeJar();
    replaceInJar("twicE.txt", "twice.txt");

    assertRefused("twice.txt is there twice");
  }

  @Test
  void aClassForALaterJavaIsRefused() throws IOException {
    entries.put("jobs/Newer.class", classFile(65));
    writeJar();

    assertRefused("jobs/Newer.class has class version 65");
  }

  @Test
  void aMissingMainClassIsNamed() throws IOException {
    entries.remove("jobs/Main.class");
    writeJar();

    assertRefused("the main class jobs.Main is not there");
  }

  @Test
  void aLostServiceFileIsNamed() throws IOException {
    writeOwnService("jobs.Main\n");
    writeJar();

    assertRefused(SERVICE + " is missing");
  }

  @Test
  void aServiceFileOverwrittenByAnotherModulesIsRefused() throws IOException {
    writeOwnService("jobs.Main\n");
    entries.put(SERVICE, text("other.Main\n"));
    entries.put("other/Main.class", classFile(61));
    writeJar();

    assertRefused(SERVICE + " has lost jobs.Main");
  }

  @Test
  void aServiceWithoutItsProviderIsRefused() throws IOException {
    entries.put(SERVICE, text("jobs.Absent\n"));
    writeJar();

    assertRefused(SERVICE + " names jobs.Absent, which is not there");
  }

  @Test
  void aJarThatIsTooLargeIsRefused() throws IOException {
    writeJar();
    try (RandomAccessFile jar = new RandomAccessFile(jar().toFile(), "rw")) {
      byte[] zip = new byte[(int) jar.length()];
      jar.readFully(zip);
      jar.setLength(0);
      // A zip is found from its end, so room may be left at its beginning.
      jar.seek(40 * 1024 * 1024);
      jar.write(zip);
    }

    assertRefused("at most 41,943,040 are allowed");
  }

  @Test
  void aModuleThatIsNotPackagedIsNamed() {
    assertRefused("run mvn clean package");
  }

  private void assertRefused(String problem) {
    assertThatThrownBy(() -> ShadedJarContract.check(target, MAIN_CLASS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(problem);
  }

  private Path jar() {
    return target.resolve("some-0.1-job.jar");
  }

  private void writeJar() throws IOException {
    try (OutputStream file = Files.newOutputStream(jar());
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  /** Makes what no zip library would write. Both texts have the same length. */
  private void replaceInJar(String text, String replacement) throws IOException {
    String bytes = Files.readString(jar(), StandardCharsets.ISO_8859_1);
    Files.writeString(jar(), bytes.replace(text, replacement), StandardCharsets.ISO_8859_1);
  }

  private void writeOwnService(String providers) throws IOException {
    Path file = target.resolve("classes").resolve(SERVICE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, providers);
  }

  private static byte[] classFile(int version) {
    return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) version};
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
