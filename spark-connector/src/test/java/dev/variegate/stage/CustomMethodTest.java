package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.CustomMethod;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.image.Image;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.random.Range;
import dev.variegate.stage.row.LineageColumn;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method that a user's own jar brings. */
class CustomMethodTest {

  @TempDir Path jar;

  /** Darkens images by a drawn amount. */
  public record Faded(Range amount) implements CustomMethod {

    public Faded() {
      this(Range.of(0.2, 0.8));
    }

    public Faded {
      amount.requireWithin(0, 1, "Amount of fading");
    }

    @Override
    public String name() {
      return "faded";
    }

    @Override
    public ImageGenerator open(ComputeOptions compute) {
      return new ImageGenerator() {
        @Override
        public List<Sample> make(List<ImageRequest> requests) {
          return requests.stream().map(Faded.this::faded).toList();
        }

        @Override
        public int batch() {
          return 4;
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }

    private Sample faded(ImageRequest request) {
      double left = 1 - amount.draw(request.draw().generator(0));
      var image = request.image();
      var samples = image.toBytes();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) Math.round(left * Byte.toUnsignedInt(samples[i]));
      }
      var made = Image.ofBytes(image.width(), image.height(), image.channels(), samples);
      return request.made(made, name(), Map.of("amount", 1 - left));
    }
  }

  /** What a user's own jar may get wrong. */
  public record Faulty(boolean silent) implements CustomMethod {

    public Faulty() {
      this(false);
    }

    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public ImageGenerator open(ComputeOptions compute) {
      return new ImageGenerator() {
        @Override
        public List<Sample> make(List<ImageRequest> requests) {
          if (silent) {
            throw new IllegalArgumentException();
          }
          return List.of();
        }

        @Override
        public int batch() {
          return 1;
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }

  /** A name that is taken. */
  public record Named() implements CustomMethod {

    static String name = "";

    @Override
    public String name() {
      return name;
    }

    @Override
    public ImageGenerator open(ComputeOptions compute) {
      throw new UnsupportedOperationException();
    }
  }

  /** No record. */
  public static final class Loose implements CustomMethod {

    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "loose";
    }

    @Override
    public ImageGenerator open(ComputeOptions compute) {
      throw new UnsupportedOperationException();
    }
  }

  private static ClassBalancer balancer(String methods) {
    return new ClassBalancer()
        .setMethods(methods)
        .setCopies(2)
        .setKeyCol("key")
        .setSplitCol("split");
  }

  @Test
  void aMethodOfAUsersOwnIsNamedLikeAnyOther() {
    var plan =
        "{\"faded\": {\"amount\": [0.5, 0.6], \"then\": [{\"method\": \"classic\", \"policy\": \"steps: [flip]\"}]}, \"dark\": {\"method\": \"faded\", \"amount\": 1}}";
    var table = Images.unbalanced();
    var model = balancer(plan).fit(table).setPlanCol("plan");
    var made = model.transform(table);
    var whole = Images.contents(made);
    assertThat(Images.contents(model.transform(table.repartition(5)))).isEqualTo(whole);
    for (var row : made.filter("plan.method = 'dark'").collectAsList()) {
      var lineage = LineageColumn.of(row.getAs("lineage"));
      assertThat(lineage.method()).isEqualTo("faded");
      assertThat(lineage.steps()).isEqualTo("[{\"faded\":{\"amount\":1.0}}]");
    }
    assertThat(made.filter("plan.method = 'faded'").count()).isEqualTo(9);
  }

  @Test
  void itsKeysAreCheckedLikeAnyOthers() {
    assertThatThrownBy(() -> balancer("{\"faded\": {\"amont\": 1}}"))
        .hasMessage("methods.faded.amont is unknown; did you mean \"amount\"? Known: amount");
    assertThatThrownBy(() -> balancer("{\"faded\": {\"amount\": 2}}"))
        .hasMessageStartingWith("methods.faded: Amount of fading");
    assertThatThrownBy(() -> balancer("{\"fadde\": {}}"))
        .hasMessageContaining("did you mean \"faded\"?");
  }

  /** Does something beside a jar that lists one more method. */
  private void beside(Class<?> method, Runnable work) throws IOException {
    var services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(CustomMethod.class.getName()), method.getName());
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      work.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aRefusalWithoutWordsIsARefusal() throws IOException {
    beside(
        Faulty.class,
        () -> {
          var table = Images.unbalanced();
          var invalid = balancer("{\"faulty\": {\"silent\": true}}").setHandleInvalid("keep");
          var made = invalid.fit(table).transform(table);
          var errors = made.filter("split = 'train'").select("error").distinct().collectAsList();
          assertThat(errors).hasToString("[[IllegalArgumentException]]");
        });
  }

  @Test
  void itMakesAnImageForEachThatIsAskedFor() throws IOException {
    beside(
        Faulty.class,
        () -> {
          var table = Images.unbalanced();
          assertThatThrownBy(
                  () -> balancer("{\"faulty\": {}}").fit(table).transform(table).collectAsList())
              .hasStackTraceContaining(
                  "Generator made 0 images but must make 1, one for each request; correct it");
        });
  }

  @Test
  void itIsARecord() throws IOException {
    beside(
        Loose.class,
        () ->
            assertThatThrownBy(() -> balancer("{\"loose\": {}}"))
                .hasMessage(
                    "Method \"loose\" is given by dev.variegate.stage.CustomMethodTest$Loose but must be a record, whose components are its keys; make it one"));
  }

  @Test
  void itsNameIsItsOwn() throws IOException {
    for (var name : List.of("classic", "faded")) {
      Named.name = name;
      beside(
          Named.class,
          () ->
              assertThatThrownBy(() -> balancer("{\"%s\": {}}".formatted(name)))
                  .hasMessageMatching(
                      "Method \"%s\" is given by .*(Augmenter|Faded) and by .*Named but must be one of them; rename yours"
                          .formatted(name)));
    }
  }
}
