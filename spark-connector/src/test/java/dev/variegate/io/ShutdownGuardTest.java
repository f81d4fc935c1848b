package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownGuardTest {

  @TempDir Path root;

  @Test
  void aJvmThatIsAskedToStopFinishesWhatItBegan() throws IOException, InterruptedException {
    assertThat(stopped("open", root.resolve("whole"))).isEqualTo(143);
    assertThat(root.resolve("whole")).exists();
    assertThat(stopped("bare", root.resolve("half"))).isEqualTo(143);
    assertThat(root.resolve("half")).doesNotExist();
  }

  private static int stopped(String how, Path file) throws IOException, InterruptedException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Stopped.class.getName(),
            how,
            file.toString())
        .inheritIO()
        .start()
        .waitFor();
  }

  /** A JVM that is stopped in the middle of its work. */
  static final class Stopped {

    private Stopped() {}

    @SuppressWarnings("try")
    public static void main(String[] args) throws IOException, InterruptedException {
      ShutdownHookManager.get().addShutdownHook(() -> {}, 1);
      try (var open = args[0].equals("open") ? new ShutdownGuard() : null) {
        new Thread(() -> System.exit(143)).start();
        while (!ShutdownHookManager.get().isShutdownInProgress()) {
          Thread.onSpinWait();
        }
        Thread.sleep(500); // a JVM that does not wait is gone by now
        Files.createFile(Path.of(args[1]));
      }
    }
  }
}
