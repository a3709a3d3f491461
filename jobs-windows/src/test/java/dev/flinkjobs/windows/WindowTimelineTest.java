package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of rows by when they come; times in seconds. */
class WindowTimelineTest {
  private static final Windows TUMBLING = Windows.tumbling(Duration.ofSeconds(5));
  private static final Windows SLIDING =
      Windows.sliding(Duration.ofSeconds(10), Duration.ofSeconds(5));
  private static final Windows SESSIONS = Windows.session(Duration.ofSeconds(5));
  private static final Duration DELAY = Duration.ofSeconds(1);

  @Test
  void aWindowIsEmittedWhenNoRowOfItCanComeAnyMore() throws Exception {
    try (WindowsOfOneSubtask windows = open(TUMBLING, 0)) {
      windows.add("a", 1, "1").add("a", 5.9, "2");
      assertThat(shown(windows)).isEmpty();
      windows.add("b", 6, "3");
      assertThat(shown(windows)).containsExactly("a [0,5) 1 x1 r1");
      windows.end();
      assertThat(shown(windows))
          .containsExactlyInAnyOrder("a [0,5) 1 x1 r1", "a [5,10) 2 x1 r1", "b [5,10) 3 x1 r1");
    }
  }

  @Test
  void aRowThatIsLateByNoMoreThanTheDelayIsOnTime() throws Exception {
    try (WindowsOfOneSubtask windows = open(TUMBLING, 0)) {
      windows.add("a", 5.999, "1").add("a", 4.999, "2").end();
      assertThat(shown(windows)).containsExactly("a [0,5) 2 x1 r1", "a [5,10) 1 x1 r1");
      assertThat(windows.late()).isEmpty();
    }
  }

  @Test
  void aRowThatIsLateByMoreIsOnTimeAsLongAsItsWindowIsOpen() throws Exception {
    try (WindowsOfOneSubtask windows = open(TUMBLING, 0)) {
      windows.add("a", 4.9, "1").add("a", 0, "2").end();
      assertThat(shown(windows)).containsExactly("a [0,5) 3 x2 r1");
    }
  }

  @Test
  void withinTheAllowedLatenessARowRevisesItsWindow() throws Exception {
    try (WindowsOfOneSubtask windows = open(TUMBLING, 5)) {
      windows.add("a", 1, "1").add("b", 6, "3").add("a", 2, "2").add("a", 3, "4").end();
      assertThat(shown(windows))
          .containsExactly(
              "a [0,5) 1 x1 r1", "a [0,5) 3 x2 r2", "a [0,5) 7 x3 r3", "b [5,10) 3 x1 r1");
    }
  }

  @Test
  void behindTheAllowedLatenessARowIsLost() throws Exception {
    try (WindowsOfOneSubtask windows = open(TUMBLING, 5)) {
      windows.add("a", 1, "1").add("b", 11, "3").add("a", 2, "2").end();
      assertThat(shown(windows)).containsExactly("a [0,5) 1 x1 r1", "b [10,15) 3 x1 r1");
      assertThat(late(windows)).containsExactly("a@2 missed [0,5) dropped");
    }
  }

  @Test
  void aRowMissesThePanesThatAreOverAndMakesTheOthers() throws Exception {
    try (WindowsOfOneSubtask windows = open(SLIDING, 0)) {
      windows.add("a", 1, "1").add("b", 6, "3").add("a", 4, "2").end();
      assertThat(shown(windows))
          .containsExactlyInAnyOrder(
              "a [-5,5) 1 x1 r1", "a [0,10) 3 x2 r1", "b [0,10) 3 x1 r1", "b [5,15) 3 x1 r1");
      assertThat(late(windows)).containsExactly("a@4 missed [-5,5)");
    }
  }

  @Test
  void aRowThatMissesAllItsPanesIsLost() throws Exception {
    try (WindowsOfOneSubtask windows = open(SLIDING, 0)) {
      windows.add("b", 11, "3").add("a", 4, "2").end();
      assertThat(late(windows)).containsExactly("a@4 missed [-5,5) [0,10) dropped");
    }
  }

  @Test
  void aRowBetweenTwoSessionsMakesThemOne() throws Exception {
    try (WindowsOfOneSubtask windows = open(SESSIONS, 0)) {
      windows.add("a", 0, "1").add("a", 5.5, "2").add("a", 3, "4").end();
      assertThat(shown(windows)).containsExactly("a [0,10) 7 x3 r1");
    }
  }

  @Test
  void aRowOfASessionThatIsStillOpenIsNotLate() throws Exception {
    try (WindowsOfOneSubtask windows = open(SESSIONS, 0)) {
      // Alone it would have been a session until 6, which is over at 8.
      windows.add("a", 5, "1").add("b", 9, "2").add("a", 1, "4").end();
      assertThat(shown(windows)).containsExactly("a [1,10) 5 x2 r1", "b [9,14) 2 x1 r1");
      assertThat(windows.late()).isEmpty();
    }
  }

  @Test
  void aRowOfNoOpenSessionIsLost() throws Exception {
    try (WindowsOfOneSubtask windows = open(SESSIONS, 0)) {
      windows.add("b", 20, "2").add("a", 1, "4").end();
      assertThat(late(windows)).containsExactly("a@1 missed [1,6) dropped");
    }
  }

  @Test
  void twoEmittedSessionsThatARowJoinsAreTheNextRevisionOfBoth() throws Exception {
    try (WindowsOfOneSubtask windows = open(SESSIONS, 60)) {
      windows.add("a", 0, "1").add("a", 8, "2").add("b", 30, "9").add("a", 4, "4").end();
      assertThat(shown(windows))
          .containsExactly(
              "a [0,5) 1 x1 r1", "a [8,13) 2 x1 r1", "a [0,13) 7 x3 r2", "b [30,35) 9 x1 r1");
    }
  }

  @Test
  void nothingIsEmittedOfNothing() throws Exception {
    try (WindowsOfOneSubtask windows = open(TUMBLING, 0)) {
      windows.end();
      assertThat(shown(windows)).isEmpty();
    }
  }

  @Test
  void nothingIsKeptOfWindowsThatAreOver() throws Exception {
    for (Windows kind : List.of(TUMBLING, SLIDING, SESSIONS)) {
      for (int lateness : new int[] {0, 10}) {
        try (WindowsOfOneSubtask windows = open(kind, lateness)) {
          for (int key = 0; key < 100; key++) {
            windows.add("key " + key, key, "1");
          }
          windows.add("last", 1000, "1");
          int ofOneKey = windows.kept();
          try (WindowsOfOneSubtask alone = open(kind, lateness)) {
            alone.add("last", 1000, "1");
            assertThat(ofOneKey).as("%s, lateness %s", kind, lateness).isEqualTo(alone.kept());
          }
        }
      }
    }
  }

  @Test
  void rowsOnBothSidesOfABarrierAreInOneWindow() throws Exception {
    try (WindowsOfOneSubtask windows = open(TUMBLING, 0)) {
      windows.add("a", 1, "1").barrier().add("a", 2, "2").add("b", 3, "5").end();
      assertThat(shown(windows)).containsExactlyInAnyOrder("a [0,5) 3 x2 r1", "b [0,5) 5 x1 r1");
    }
  }

  @Test
  void windowsOnBothSidesOfABarrierAreEmittedInTheirOrder() throws Exception {
    try (WindowsOfOneSubtask windows = open(TUMBLING, 0)) {
      windows.add("a", 1, "1").barrier().add("a", 5, "2").end();
      assertThat(shown(windows)).containsExactly("a [0,5) 1 x1 r1", "a [5,10) 2 x1 r1");
    }
  }

  @Test
  void aWindowThatWasEmittedBeforeABarrierIsRevisedBehindIt() throws Exception {
    try (WindowsOfOneSubtask windows = open(TUMBLING, 5)) {
      windows.add("a", 1, "1").add("b", 6, "3").barrier();
      windows.add("a", 2, "2").add("b", 3, "4").barrier().add("a", 3, "4");
      windows.add("b", 11, "9").add("a", 4, "5").end();
      assertThat(shown(windows))
          .containsExactlyInAnyOrder(
              "a [0,5) 1 x1 r1",
              "a [0,5) 3 x2 r2",
              "b [0,5) 4 x1 r1",
              "a [0,5) 7 x3 r3",
              "b [5,10) 3 x1 r1",
              "b [10,15) 9 x1 r1");
      assertThat(late(windows)).containsExactly("a@4 missed [0,5) dropped");
    }
  }

  @Test
  void rowsOfAReaderThatWasNotWaitedForAreLateOneByOne() throws Exception {
    try (WindowsOfOneSubtask windows =
        new WindowsOfOneSubtask(TUMBLING, DELAY, Duration.ZERO, true)) {
      windows.add("a", 1, "1").idleUntil(9.999);
      windows.add("a", 6, "2").add("a", 6, "2").add("a", 7, "4").add("a", 11, "8").end();
      assertThat(shown(windows)).containsExactly("a [0,5) 1 x1 r1", "a [10,15) 8 x1 r1");
      assertThat(late(windows))
          .containsExactly(
              "a@6 missed [5,10) dropped",
              "a@6 missed [5,10) dropped",
              "a@7 missed [5,10) dropped");
    }
  }

  @Test
  void aRestoredJobDoesNotOpenWindowsAgainThatWereEmitted() throws Exception {
    for (Windows kind : List.of(TUMBLING, SLIDING, SESSIONS)) {
      WindowsOfOneSubtask before = open(kind, 0).add("a", 1, "1").add("b", 100, "2");
      assertThat(before.results()).isNotEmpty();
      try (WindowsOfOneSubtask windows = before.restarted()) {
        windows.add("a", 2, "5").end();
        assertThat(windows.late()).as(kind.toString()).hasSize(1);
        assertThat(windows.results())
            .as(kind.toString())
            .isNotEmpty()
            .allSatisfy(result -> assertThat(result.key().toString()).isEqualTo("b"));
      }
    }
  }

  @Test
  void aLongerLatenessDoesNotBringBackWhatWasOver() throws Exception {
    for (Windows kind : List.of(TUMBLING, SLIDING)) {
      WindowsOfOneSubtask before = open(kind, 0).add("a", 1, "1").add("b", 12, "2");
      // Twice, since the second restart knows of the first only by its state.
      WindowsOfOneSubtask between = before.restarted(Duration.ofSeconds(100)).add("a", 2, "5");
      assertThat(late(between)).as(kind.toString()).hasSize(1);
      try (WindowsOfOneSubtask windows = between.restarted()) {
        windows.add("a", 3, "5").end();
        assertThat(late(windows)).as(kind.toString()).hasSize(1);
        assertThat(windows.results())
            .as(kind.toString())
            .isNotEmpty()
            .allSatisfy(result -> assertThat(result.key().toString()).isEqualTo("b"));
      }
    }
  }

  private static WindowsOfOneSubtask open(Windows windows, int lateness) throws Exception {
    return new WindowsOfOneSubtask(windows, DELAY, Duration.ofSeconds(lateness));
  }

  /** Key, window, sum, count and revision: {@code a [0,5) 3 x2 r1}. */
  private static List<String> shown(WindowsOfOneSubtask windows) {
    return windows.results().stream()
        .map(
            result ->
                String.format(
                    "%s [%d,%d) %s x%d r%d",
                    result.key(),
                    result.start() / 1000,
                    result.end() / 1000,
                    result.aggregate().exact(),
                    result.aggregate().count(),
                    result.revision()))
        .toList();
  }

  /** Key, time, windows missed: {@code a@4 missed [-5,5) [0,10) dropped}. */
  private static List<String> late(WindowsOfOneSubtask windows) {
    return windows.late().stream()
        .map(
            late -> {
              StringBuilder text = new StringBuilder();
              text.append(late.row().key()).append('@').append(late.timestamp() / 1000);
              text.append(" missed");
              late.missed()
                  .forEach(
                      window ->
                          text.append(" [")
                              .append(window.getStart() / 1000)
                              .append(',')
                              .append(window.getEnd() / 1000)
                              .append(')'));
              return text + (late.isCounted() ? "" : " dropped");
            })
        .toList();
  }
}
