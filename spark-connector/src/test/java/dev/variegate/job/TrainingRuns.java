package dev.variegate.job;

import dev.variegate.stage.Images;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of small models on 24 small images, in the JVM of the test. */
abstract class TrainingRuns {

  @TempDir Path folder;

  private ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Twelve images in each of two folders. */
  static void images(Path folder) throws IOException {
    for (var name : List.of("bag", "coat")) {
      Images.folder(Files.createDirectories(folder.resolve("in").resolve(name)), 12);
    }
  }

  /** A job file of a training of two epochs that takes a second. */
  static Path file(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("train.yaml"),
        """
        name: toys
        input: {format: image-folder, path: %1$s/in}
        family: vae
        params:
          epochs: 2
          batch-size: 8
          latent-size: 2
          width: 2
          hidden-size: 4
          license: MIT
        output: {path: %1$s/trainings}
        seed: 3
        report: {path: %1$s/report}
        """
            .formatted(folder));
  }

  /** Runs the training with some values overridden; what was printed before is forgotten. */
  int run(String... settings) {
    try {
      out = new ByteArrayOutputStream();
      err = new ByteArrayOutputStream();
      var args =
          Stream.concat(
              Stream.of(file(folder).toString()),
              Stream.of(settings)
                  .flatMap(
                      setting ->
                          setting.startsWith("--")
                              ? Stream.of(setting)
                              : Stream.of("--set", setting)));
      return TrainJob.execute(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          args.toArray(String[]::new));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** The folder of the only training. */
  static Path training(Path folder) throws IOException {
    try (var folders = Files.list(folder.resolve("trainings"))) {
      return folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
