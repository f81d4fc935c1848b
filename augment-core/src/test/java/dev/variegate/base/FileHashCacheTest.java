package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashCacheTest {

  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  @TempDir Path folder;
  private final FileHashCache<String> memo = new FileHashCache<>();
  private final AtomicInteger reads = new AtomicInteger();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("file"), "one");
    Files.setLastModifiedTime(file, LONG_AGO);
  }

  @Test
  void readsAFileOnceWhileItStaysAsItIs() throws IOException {
    assertThat(ask()).isEqualTo("one");
    assertThat(ask()).isEqualTo("one");
    assertThat(reads).hasValue(1);
  }

  @Test
  void readsAgainWhenSizeOrTimeChange() throws IOException {
    ask();
    Files.writeString(file, "three");
    Files.setLastModifiedTime(file, LONG_AGO);
    assertThat(ask()).isEqualTo("three");
    Files.writeString(file, "seven");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:01Z")));
    assertThat(ask()).isEqualTo("seven");
  }

  @Test
  void readsAgainWhenAnotherFileTakesThePlace() throws IOException {
    ask();
    var other = Files.writeString(folder.resolve("other"), "two");
    Files.setLastModifiedTime(other, LONG_AGO);
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(ask()).isEqualTo("two");
  }

  @Test
  void doesNotTrustTheTimeOfAFileThatWasWrittenJustNow() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    ask();
    ask();
    assertThat(reads).hasValue(2);
  }

  @Test
  void manyThreadsWaitForOneAnswer() throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    try {
      Callable<String> task = this::ask;
      for (var answer : threads.invokeAll(java.util.Collections.nCopies(8, task))) {
        assertThat(answer.get()).isEqualTo("one");
      }
    } finally {
      threads.shutdown();
    }
    assertThat(reads).hasValue(1);
  }

  private String ask() throws IOException {
    return memo.of(
        file,
        place -> {
          reads.incrementAndGet();
          return Files.readString(place);
        });
  }
}
