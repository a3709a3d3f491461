package dev.flinkjobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/** Compares pictures with golden files. After a change that is meant, copy those of target/. */
class ExecutionPlanPictureTest {

  @ParameterizedTest
  @EnumSource(SamplePlans.class)
  void svgIsTheGoldenOne(SamplePlans sample) throws Exception {
    assertGolden(sample, "svg", sample.plan().toSvg());
  }

  @ParameterizedTest
  @EnumSource(SamplePlans.class)
  void mermaidIsTheGoldenOne(SamplePlans sample) throws Exception {
    assertGolden(sample, "mmd", sample.plan().toMermaid());
  }

  @ParameterizedTest
  @EnumSource(SamplePlans.class)
  void svgIsWellFormed(SamplePlans sample) throws Exception {
    byte[] svg = sample.plan().toSvg().getBytes(StandardCharsets.UTF_8);

    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getDocumentElement();

    assertThat(root.getElementsByTagName("g").getLength()).isEqualTo(sample.plan().nodes().size());
  }

  private static void assertGolden(SamplePlans sample, String ending, String actual)
      throws IOException {
    String file = sample.name().toLowerCase(Locale.ROOT) + "." + ending;
    Path made = Path.of("target", "golden", "plan", file);
    Files.createDirectories(made.getParent());
    Files.writeString(made, actual);
    try (InputStream golden = ExecutionPlanPictureTest.class.getResourceAsStream(file)) {
      if (golden == null) {
        fail("no golden file %s; the picture is in %s", file, made);
      } else {
        String expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(actual).as("%s; if it is as meant, copy %s", file, made).isEqualTo(expected);
      }
    }
  }
}
