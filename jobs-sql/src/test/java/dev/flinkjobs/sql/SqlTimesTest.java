package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTimesTest {

  @ParameterizedTest
  @CsvSource({
    "UTC,              2024-05-11T10:00:00Z,     2024-05-11T10:00",
    "Asia/Seoul,       2024-05-11T15:00:00Z,     2024-05-12T00:00",
    // Clocks go from 00:01 back to 23:01, when the day is over already.
    "America/St_Johns, 2010-11-07T02:30:00Z,     2010-11-07T00:00",
    "America/St_Johns, 2010-11-07T02:45:00Z,     2010-11-07T00:00",
    "America/St_Johns, 2010-11-07T03:31:00Z,     2010-11-07T00:01",
  })
  void aTimeIsThatOfTheClockOnTheWall(String zone, String time, String inTable) {
    ZoneId id = ZoneId.of(zone);

    assertThat(new SqlTimes(id, id).inTable(Instant.parse(time).toEpochMilli()))
        .isEqualTo(LocalDateTime.parse(inTable));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,               UTC,  2024-05-11T10:00,     2024-05-11T10:00:00Z",
    "UTC,               UTC,  2024-05-11T10:00:00.5, 2024-05-11T10:00:00.500Z",
    "Asia/Seoul,        UTC,  2024-05-11T10:00,     2024-05-11T19:00:00+09:00",
    "Asia/Seoul,        same, 2024-05-11T00:00,     2024-05-11T00:00:00+09:00",
    // Midnight is skipped.
    "America/Sao_Paulo, same, 2018-11-04T00:00,     2018-11-04T01:00:00-02:00",
  })
  void aTimeIsShownInTheZone(String zone, String ofTables, String inTable, String text) {
    ZoneId id = zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone);
    SqlTimes times = new SqlTimes(id, ofTables.equals("same") ? id : ZoneOffset.UTC);

    assertThat(times.text(LocalDateTime.parse(inTable))).isEqualTo(text);
  }
}
