package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowIdTest {

  @Test
  void aRowAtItsPlaceHasTheSameIdEachTime() {
    assertThat(id("t.csv", 9, "a,x")).isEqualTo(id("t.csv", 9, "a,x")).hasSize(32);
  }

  @Test
  void anotherFileAnotherPlaceOrOtherBytesAreAnotherRow() {
    assertThat(
            Stream.of(
                id("t.csv", 9, "a,x"),
                id("u.csv", 9, "a,x"),
                id("t.csv", 10, "a,x"),
                id("t.csv", 9, "a,y"),
                id("t.csv", 9, "")))
        .doesNotHaveDuplicates();
  }

  @Test
  void onlyTheRowOfABufferCounts() {
    byte[] buffer = "??a,x!".getBytes(StandardCharsets.UTF_8);
    assertThat(RowId.of("t.csv", 9, buffer, 2, 5)).isEqualTo(id("t.csv", 9, "a,x"));
  }

  private static String id(String source, long offset, String row) {
    byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
    return RowId.of(source, offset, bytes, 0, bytes.length);
  }
}
