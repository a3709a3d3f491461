package dev.flinkjobs.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which keys a database takes. */
class KeyFitsTest {

  @Test
  void postgresTakesKeysOfABoundedNumberOfBytesOverAllTheirColumns() {
    Dialect postgres = new PostgresDialect();
    assertThat(fits(postgres, "a".repeat(1300), "b".repeat(1300))).isTrue();
    assertThat(fits(postgres, "a".repeat(1300), "b".repeat(1301))).isFalse();
    assertThat(fits(postgres, "가".repeat(867), "")).isFalse();
  }

  @Test
  void mySqlTakesABoundedNumberOfCharactersInEachColumn() {
    Dialect mysql = MySqlDialect.mysql();
    assertThat(fits(mysql, "가".repeat(255), "😀".repeat(255))).isTrue();
    assertThat(fits(mysql, "a", "b".repeat(256))).isFalse();
  }

  private static boolean fits(Dialect dialect, String first, String second) {
    return new KeyFits<>(dialect, new TextFormat()).filter(List.of(first, second));
  }

  private static final class TextFormat implements ResultFormat<List<String>> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Column<List<String>>> layout() {
      return Column.keyed(
          Column.texts(
              List.of("first", "text", "second"),
              result -> List.of(result.get(0), "x".repeat(10_000), result.get(1))),
          List.of("first", "second"));
    }

    @Override
    public String print(List<String> result) {
      return String.join(" ", result);
    }
  }
}
