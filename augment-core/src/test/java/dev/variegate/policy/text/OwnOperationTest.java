package dev.variegate.policy.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.DrawContext;
import dev.variegate.random.DrawKey;
import dev.variegate.recipe.Recipe;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation is one file and one word: what CONTRIBUTING.md says, done from outside. */
class OwnOperationTest {

  private static final String SOURCE =
      """
      package own;

      import dev.variegate.form.Form;
      import dev.variegate.form.Step;
      import dev.variegate.image.Size;
      import dev.variegate.op.Augmentation;
      import dev.variegate.random.Range;
      import dev.variegate.op.color.Solarize;
      import java.util.random.RandomGenerator;

      /** Inverts what is brighter than a fraction of full intensity. */
      public record Burn(Range threshold) implements Augmentation {

        public Burn() {
          this(Range.of(0.5, 0.9));
        }

        @Override
        public Step draw(RandomGenerator random, Size size) {
          return new At(threshold.draw(random));
        }

        public record At(double threshold) implements Step {
          @Override
          public Form lower(Size size) {
            return new Solarize.At(threshold).lower(size);
          }
        }
      }
      """;

  @Test
  void oneFileAndOneWordMakeAnOperationOfAPolicy(@TempDir Path folder) throws IOException {
    compile(folder);
    list(folder);
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      var policy = PolicyFile.read("steps: [{burn: {threshold: 0.5}}, flip]", "test");
      assertThat(PolicyFile.read(PolicyFile.json(policy), "test")).isEqualTo(policy);
      var size = new Size(2, 1);
      var drawn = policy.draw(new DrawKey(7, "one.png", 1), DrawContext.of(size));
      assertThat(drawn.json()).startsWith("[{\"burn\":{\"threshold\":0.5}},{\"flip\":");
      assertThat(Recipe.fromJson(drawn.json(), "test")).isEqualTo(drawn);
      try (var gray = Image.ofBytes(2, 1, 1, new byte[] {10, (byte) 200});
          var image = drawn.apply(gray)) {
        assertThat(image.toBytes()).containsExactlyInAnyOrder(10, 55);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void compile(Path folder) throws IOException {
    var source = Files.writeString(folder.resolve("Burn.java"), SOURCE);
    var classes = System.getProperty("java.class.path");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classes, "-d", folder.toString(), source.toString());
    assertThat(failed).isZero();
  }

  private static void list(Path folder) throws IOException {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Augmentation.class.getName()), "own.Burn");
  }
}
