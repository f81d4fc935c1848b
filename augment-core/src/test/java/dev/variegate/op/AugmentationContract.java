package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.random.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every operation promises; its test inherits this and adds what is special. */
public abstract class AugmentationContract {

  private static final int SEEDS = 50;

  /** The operation under test, with parameters other than its defaults. */
  public abstract Augmentation sample();

  private Step drawn(Augmentation augmentation, long seed, Size size) {
    var subject = DrawContext.of(size).with(TestImages.references());
    return augmentation.draw(Seeds.generator(seed, "contract", 1, 0), subject);
  }

  private Image made(Augmentation augmentation, long seed, Image image) {
    return drawn(augmentation, seed, image.size()).lower(image.size()).apply(image);
  }

  private Stream<Augmentation> both() {
    return Stream.of(sample(), OperationCatalog.of(sample()).defaults());
  }

  @Test
  void sameSeedGivesTheSameImage() {
    try (var image = TestImages.smooth(40, 30, 3, SampleType.UINT8)) {
      both()
          .forEach(
              augmentation -> {
                try (var once = made(augmentation, 3, image);
                    var again = made(augmentation, 3, image)) {
                  assertThat(again.sameSamples(once)).isTrue();
                }
              });
    }
  }

  @TestFactory
  Stream<DynamicTest> keepsKindAndInput() {
    return Stream.of(SampleType.values())
        .flatMap(
            type -> Stream.of(1, 2, 3, 4, 9).map(channels -> keepsKindAndInput(type, channels)));
  }

  private DynamicTest keepsKindAndInput(SampleType type, int channels) {
    return DynamicTest.dynamicTest(
        "%s with %d channels".formatted(type, channels),
        () -> {
          try (var image = TestImages.smooth(40, 30, channels, type);
              var before = TestImages.smooth(40, 30, channels, type)) {
            keepsKind(image);
            assertThat(image.sameSamples(before)).isTrue();
          }
        });
  }

  /** An operation that has no meaning for a kind of image says so, and what to do. */
  private void keepsKind(Image image) {
    try (var made = made(sample(), 1, image)) {
      assertThat(made.type()).isEqualTo(image.type());
      assertThat(made.channels()).isEqualTo(image.channels());
      assertThat(made.size())
          .isEqualTo(drawn(sample(), 1, image.size()).lower(image.size()).sizeAfter(image.size()));
    } catch (IllegalArgumentException refusal) {
      assertThat(image.isColor() && image.type() == SampleType.UINT8)
          .as("8-bit gray, RGB and RGBA are refused: " + refusal.getMessage())
          .isFalse();
      assertThat(refusal)
          .hasMessageMatching("[A-Z][a-z0-9 -]+ is given an image .+ but must be .+; .+");
    }
  }

  @Test
  void changesSomeImageSomewhere() {
    try (var image = TestImages.smooth(40, 30, 3, SampleType.UINT8)) {
      both().forEach(augmentation -> assertThat(changesSome(augmentation, image)).isTrue());
    }
  }

  private boolean changesSome(Augmentation augmentation, Image image) {
    return IntStream.range(0, SEEDS)
        .anyMatch(
            seed -> {
              try (var made = made(augmentation, seed, image)) {
                return !made.sameSamples(image);
              }
            });
  }

  @Test
  void isMadeAgainFromItsValues() {
    var kind = OperationCatalog.of(sample());
    var step = drawn(sample(), 5, new Size(40, 30));
    assertThat(kind.augmentation(shuffled(kind.values(sample())))).isEqualTo(sample());
    assertThat(kind.step(shuffled(kind.values(step)))).isEqualTo(step);
    assertThat(OperationCatalog.of(step)).isEqualTo(kind);
  }

  /** Files keep no order. */
  private static Map<String, Object> shuffled(Map<String, Object> values) {
    var keys = values.keySet().stream().sorted().toList();
    var result = new LinkedHashMap<String, Object>();
    keys.forEach(key -> result.put(key, values.get(key)));
    return result;
  }

  @Test
  void itsStepHoldsNumbersWordsAndReferencesOnly() {
    assertThat(OperationCatalog.of(sample()).numbers().values())
        .allMatch(
            type ->
                type == int.class
                    || type == long.class
                    || type == double.class
                    || type == Reference.class
                    || type.isEnum());
  }

  @Test
  void survivesJavaSerialization() throws Exception {
    assertThat(sent(sample())).isEqualTo(sample());
    var step = drawn(sample(), 5, new Size(40, 30));
    assertThat(sent(step)).isEqualTo(step);
  }

  private static Object sent(Object object) throws IOException, ClassNotFoundException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  @Test
  void worksInManyThreadsAtOnce() {
    try (var image = TestImages.smooth(40, 30, 3, SampleType.UINT8);
        var alone = made(sample(), 2, image)) {
      assertThat(
              IntStream.range(0, 32)
                  .parallel()
                  .allMatch(
                      i -> {
                        try (var made = made(sample(), 2, image)) {
                          return made.sameSamples(alone);
                        }
                      }))
          .isTrue();
    }
  }
}
