package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailureMessageTest {

  private static final String FULL =
      "No space left on device; free space there and in spark.local.dir, or choose another place, and run it again";

  @Test
  void saysWhatTheTaskSaid() {
    var full = new IOException("No space left on device");
    assertThat(FailureMessage.sentence(full)).isEqualTo(FULL);
    assertThat(FailureMessage.sentence(new UncheckedIOException(full))).isEqualTo(FULL);
    assertThat(
            FailureMessage.sentence(
                new SparkException("Task failed", new UncheckedIOException(full))))
        .isEqualTo(FULL);
  }

  @Test
  void readsWhatATaskElsewhereSaidOutOfTheText() {
    assertThat(
            FailureMessage.sentence(
                new SparkException(
                    "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent failure: Lost task 0.3 in stage 3.0 (TID 6) (host executor 1): java.io.IOException: No space left on device\n\tat java.base/java.io.FileOutputStream.writeBytes(Native Method)\n\nDriver stacktrace:")))
        .isEqualTo(FULL);
    assertThat(
            FailureMessage.sentence(
                new SparkException(
                    "Job aborted due to stage failure: Task 3 in stage 0.0 failed 1 times, most recent failure: Lost task 3.0 in stage 0.0 (TID 3) (10.0.0.7 executor 1): ExecutorLostFailure (executor 1 exited caused by one of the running tasks) Reason: Command exited with code 137\nDriver stacktrace:")))
        .isEqualTo(
            "ExecutorLostFailure (executor 1 exited caused by one of the running tasks) Reason: Command exited with code 137");
  }

  @Test
  void namesWhatHasNoWordsOfItsOwn() {
    assertThat(FailureMessage.sentence(new AccessDeniedException("/out/_fingerprint")))
        .isEqualTo(
            "Permission denied: \"/out/_fingerprint\"; choose a place that may be written, or change its rights, and run it again");
    assertThat(FailureMessage.sentence(new NoSuchFileException("/a")))
        .isEqualTo("NoSuchFileException: /a");
    assertThat(FailureMessage.sentence(new IllegalStateException()))
        .isEqualTo("IllegalStateException");
    assertThat(FailureMessage.sentence(new OutOfMemoryError("Java heap space")))
        .isEqualTo(
            "OutOfMemoryError: Java heap space; give the JVM more memory (spark.driver.memory, spark.executor.memory)");
  }
}
