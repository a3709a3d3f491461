package dev.flinkjobs.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.RejectedFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The statements as they are. Other tests run them. */
class DialectTest {
  private static final Table TOTALS = Table.of("shop.totals", new Total.Format());
  private static final Dialect POSTGRES = new PostgresDialect();
  private static final Dialect MYSQL = MySqlDialect.mysql();

  @Test
  void aTableHasTheColumnsOfTheResultsAndTheRunAndTheirKey() {
    assertThat(POSTGRES.create(TOTALS))
        .isEqualTo(
            """
            CREATE TABLE "shop"."totals" (
              "group" text NOT NULL,
              "at" timestamptz NOT NULL,
              "total" numeric,
              "count" bigint NOT NULL,
              "is_large" boolean,
              "note" text,
              "run_started" timestamptz NOT NULL,
              PRIMARY KEY ("group", "at")
            )""");
    assertThat(MYSQL.create(TOTALS))
        .isEqualTo(
            """
            CREATE TABLE `shop`.`totals` (
              `group` varchar(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */ NOT NULL,
              `at` datetime(6) NOT NULL,
              `total` decimal(65,20),
              `count` bigint NOT NULL,
              `is_large` boolean,
              `note` longtext CHARACTER SET utf8mb4,
              `run_started` datetime(6) NOT NULL,
              PRIMARY KEY (`group`, `at`)
            )""");
  }

  @Test
  void postgresqlTakesRowsColumnByColumnAndNoneThatIsOlder() {
    assertThat(POSTGRES.upsert(TOTALS, 1000))
        .isEqualTo(
            "INSERT INTO \"shop\".\"totals\" AS t (\"group\", \"at\", \"total\", \"count\","
                + " \"is_large\", \"note\", \"run_started\") SELECT * FROM unnest(?::text[],"
                + " ?::timestamptz[], ?::numeric[], ?::bigint[], ?::boolean[], ?::text[],"
                + " ?::timestamptz[]) ON CONFLICT (\"group\", \"at\") DO UPDATE SET \"total\" ="
                + " excluded.\"total\", \"count\" = excluded.\"count\", \"is_large\" ="
                + " excluded.\"is_large\", \"note\" = excluded.\"note\", \"run_started\" ="
                + " excluded.\"run_started\" WHERE ((t.\"run_started\", t.\"count\") <="
                + " (excluded.\"run_started\", excluded.\"count\")) IS NOT FALSE");
  }

  @Test
  void aFinalResultIsReplacedByThatOfALaterRunOnly() {
    assertThat(POSTGRES.upsert(Table.of("rejected", new RejectedFormat()), 1))
        .endsWith(" WHERE ((t.\"run_started\") <= (excluded.\"run_started\")) IS NOT FALSE");
  }

  @Test
  void mysqlChangesWhatItComparesLast() {
    String newer =
        "((`run_started`, `count`) <= (VALUES(`run_started`), VALUES(`count`))) IS NOT FALSE";
    assertThat(MYSQL.upsert(TOTALS, 2))
        .isEqualTo(
            "INSERT INTO `shop`.`totals` (`group`, `at`, `total`, `count`, `is_large`, `note`,"
                + " `run_started`) VALUES (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE"
                + " KEY UPDATE `total` = IF("
                + newer
                + ", VALUES(`total`), `total`), `is_large` = IF("
                + newer
                + ", VALUES(`is_large`), `is_large`), `note` = IF("
                + newer
                + ", VALUES(`note`), `note`), `count` = IF("
                + newer
                + ", VALUES(`count`), `count`), `run_started` = IF("
                + newer
                + ", VALUES(`run_started`), `run_started`)");
  }

  @Test
  void mysqlGetsTimesInUtcAndNoNumberThatItWouldCutOff() {
    assertThat(MYSQL.value(ColumnType.TIME, "2024-05-11T10:00:00+09:00"))
        .isEqualTo("2024-05-11 01:00:00.000000");
    assertThat(MYSQL.value(ColumnType.NUMBER, "0.123")).isEqualTo("0.12300000000000000000");
    assertThatThrownBy(() -> MYSQL.value(ColumnType.NUMBER, "0.123456789012345678901"))
        .isInstanceOf(ArithmeticException.class);
    assertThat(MYSQL.value(ColumnType.TRUTH, "true")).isEqualTo("1");
  }

  @Test
  void postgresqlGetsAPictureOfWhatItCannotHoldAndNoTwoTextsBecomeOne() {
    assertThat(List.of("a\0", "a\u2400", "a\u241b\0", "a\u241b\u2400", "a\u241b", "a"))
        .extracting(text -> POSTGRES.value(ColumnType.TEXT, text))
        .containsExactly("a␀", "a␛␀", "a␛␛␀", "a␛␛␛␀", "a␛␛", "a");
  }

  @Test
  void quotesInNamesAreDoubled() {
    assertThat(POSTGRES.quotedTable("a\"b.c")).isEqualTo("\"a\"\"b\".\"c\"");
    assertThat(MYSQL.quotedTable("a`b")).isEqualTo("`a``b`");
  }
}
