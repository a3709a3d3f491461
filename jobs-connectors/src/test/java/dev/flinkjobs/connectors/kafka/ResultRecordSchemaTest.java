package dev.flinkjobs.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.output.LineFormat;
import dev.flinkjobs.output.RejectedFormat;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.DefaultKafkaSinkContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of results that a topic would refuse. */
class ResultRecordSchemaTest {
  private static final int MAX = 10_000;
  private static final String START = "a,";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KafkaSinkContext CONTEXT =
      new DefaultKafkaSinkContext(0, 1, new Properties());

  /** Of characters that take one byte, two by an escape, six by one, three, and four. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "\"", "\u0001", "가", "😀"})
  void aRowThatIsTooLargeIsCutToFitAndSaysByHowManyBytes(String text) throws IOException {
    String raw = START + text.repeat(MAX);
    JsonNode sent = sent(rejected(null, null, raw, false));
    String left = sent.get("raw").asText();
    assertThat(raw).startsWith(left).contains(left);
    assertThat(left).hasSizeGreaterThan(MAX / 12);
    assertThat(bytes(left) + sent.get("cut").asLong()).isEqualTo(bytes(raw));
  }

  @Test
  void ofALongValueThatTheRowHasInItLittleIsLeftSoThatTheRowMayStayWhole() throws IOException {
    String value = "v".repeat(7_000);
    JsonNode sent = sent(rejected("amount", value, START + value, false));
    assertThat(sent.get("raw").asText()).isEqualTo(START + value);
    assertThat(sent.get("value").asText()).isEqualTo("v".repeat(80));
    assertThat(sent.get("cut").asLong()).isEqualTo(6_920);
  }

  @Test
  void bytesThatAreNoTextAreCutToo() throws IOException {
    byte[] bytes = new byte[20_000];
    JsonNode sent = sent(rejected(null, null, Base64.getEncoder().encodeToString(bytes), true));
    byte[] left = Base64.getDecoder().decode(sent.get("raw").asText());
    assertThat(left).hasSizeGreaterThan(MAX / 2);
    assertThat(left.length + sent.get("cut").asLong()).isEqualTo(bytes.length);
  }

  @Test
  void aRowThatFitsIsSentWhole() throws IOException {
    assertThat(sent(rejected(null, null, "x".repeat(9_000), false)).has("cut")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\"", "\u0001", "가"})
  void aResultFitsIfItsRecordDoes(String text) {
    ResultRecordSchema<String> schema = new ResultRecordSchema<>("t", new LineFormat(), false, MAX);
    for (int length = 1; length < MAX; length += 100) {
      String line = text.repeat(length);
      assertThat(schema.fits(line)).isEqualTo(value(schema, line).length <= MAX - 128);
    }
  }

  private static JsonNode sent(Rejected row) throws IOException {
    byte[] value = value(new ResultRecordSchema<>("t", new RejectedFormat(), false, MAX), row);
    assertThat(value).hasSizeLessThan(MAX);
    return JSON.readTree(value);
  }

  private static <T> byte[] value(ResultRecordSchema<T> schema, T result) {
    return Objects.requireNonNull(schema.serialize(result, CONTEXT, null)).value();
  }

  private static Rejected rejected(
      @Nullable String column, @Nullable String value, String raw, boolean base64) {
    return new Rejected("id", "t.csv", 0, null, column, value, RejectReason.BAD_QUOTE, raw, base64);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
