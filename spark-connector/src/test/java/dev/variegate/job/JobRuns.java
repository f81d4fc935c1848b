package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Jobs run in the JVM of the test, in a Spark of two cores. */
abstract class JobRuns {

  static final Path ROOT = Path.of(System.getProperty("variegate.root"));

  @TempDir Path folder;

  List<String> settings = List.of();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void startSpark() {
    assertThat(LocalSpark.session()).isNotNull();
  }

  /** Images of 2x2 in {@code in/bag} below a folder: {@code 0.png}, {@code 1.png}, ... */
  static Path bags(Path folder, int number) throws IOException {
    var bags = Files.createDirectories(folder.resolve("in/bag"));
    for (int i = 0; i < number; i++) {
      try (var image = Image.ofBytes(2, 2, 1, (byte) i, (byte) 50, (byte) 99, (byte) 200)) {
        Files.write(
            bags.resolve(i + ".png"), new ImageCodec().encode(image, Encoding.parse("png")));
      }
    }
    return bags;
  }

  /** Two images, and three files that are none. */
  void imagesWithBadOnes() throws IOException {
    var bags = bags(folder, 2);
    Files.writeString(bags.resolve("text.jpg"), "no image");
    Files.createFile(bags.resolve("empty.png"));
    var whole = Files.readAllBytes(bags.resolve("0.png"));
    Files.write(bags.resolve("cut.png"), Arrays.copyOf(whole, whole.length - 20));
  }

  String images() {
    return "input: {format: image-folder, path: %s}".formatted(folder.resolve("in"));
  }

  /** Runs the job of a file of these lines, with an output in {@code images}. */
  int runOn(String... lines) {
    try {
      var text =
          String.join("\n", lines) + "\noutput: {path: %s}\n".formatted(folder.resolve("images"));
      var args = new ArrayList<>(settings);
      args.add(Files.writeString(folder.resolve("job.yaml"), text).toString());
      return execute(args.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int execute(String... args) {
    return AugmentJob.execute(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }

  Dataset<Row> output() {
    return table("images");
  }

  Dataset<Row> table(String place) {
    return LocalSpark.session().read().parquet(folder.resolve(place).toString());
  }

  String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
