package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void aFullHeapNamesTheOptionThatGivesMore() {
    assertThat(Failure.message(new RuntimeException(new OutOfMemoryError("Java heap space"))))
        .contains("out of memory: the heap holds")
        .contains("--heap 4g");
  }

  @Test
  void aClassThatAFullHeapHasBrokenMeansAFullHeap() {
    Throwable asTheJvmKeepsIt =
        new NoClassDefFoundError("Could not initialize class X")
            .initCause(
                new ExceptionInInitializerError(
                    "Exception java.lang.OutOfMemoryError: Java heap space [in thread \"t\"]"));
    assertThat(Failure.message(asTheJvmKeepsIt)).contains("out of memory: the heap holds");
  }

  @Test
  void aFullDiskSaysSo() {
    assertThat(Failure.message(new IOException("x/part-0-0.csv: No space left on device")))
        .startsWith("disk full: x/part-0-0.csv");
  }

  @Test
  void tooFewSlotsNameTheParallelism() {
    assertThat(
            Failure.message(
                new RuntimeException("Could not acquire the minimum required resources.")))
        .contains("lower -p");
  }

  @Test
  void theDeepestCauseIsWhatHappened() {
    Exception failed = new Exception("Job failed", new IOException("bad block in a.csv"));
    assertThat(Failure.message(failed)).startsWith("bad block in a.csv\n").contains("--verbose");
  }

  @Test
  void aCauseFromAnotherProcessIsUnpacked() {
    Exception failed =
        new Exception("Job failed", new SerializedThrowable(new IOException("gone")));
    assertThat(Failure.message(failed)).startsWith("gone\n");
  }

  @Test
  void aCauseWithoutAMessageIsNamedByItsClass() {
    assertThat(Failure.message(new IllegalStateException()))
        .startsWith("java.lang.IllegalStateException\n");
  }

  @Test
  void flinksAdviceToLoseStateIsNotPassedOn() {
    IllegalStateException advice =
        new IllegalStateException(
            "Cannot map checkpoint/savepoint state for operator 20ba6b65f97481d5570070de90e4e791 to"
                + " the new program. If you want to allow to skip this, you can set the"
                + " --allowNonRestoredState option on the CLI.");
    JobFailedException failed = Failure.exception("", new Exception(advice));
    assertThat(failed)
        .hasNoCause()
        .hasMessageContaining("made by another job or build")
        .hasMessageNotContainingAny("allowNonRestoredState", "20ba6b65");
  }

  @Test
  void aCheckpointThatWasNotCompletedIsSaidToBeOne() {
    assertThat(
            Failure.message(
                new FileNotFoundException(
                    "Cannot find meta data file '_metadata' in directory '/chk-1'. Please try to"
                        + " load the checkpoint/savepoint directly from the metadata file instead"
                        + " of the directory.")))
        .isEqualTo(
            "Cannot find meta data file '_metadata' in directory '/chk-1'; it is no checkpoint that"
                + " was completed");
  }
}
