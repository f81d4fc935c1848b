package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Size;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {

  /** An operation as a user would write it. */
  public record Upside(double unused) implements Custom {
    public Upside() {
      this(0);
    }

    @Override
    public String name() {
      return "upside";
    }

    @Override
    public Step draw(RandomGenerator random, Size size) {
      return new Upside.At(unused);
    }

    public record At(double unused) implements Step {
      @Override
      public Form lower(Size size) {
        return new Rotate90.At(2).lower(size);
      }
    }
  }

  record Stepless() implements Custom {
    @Override
    public String name() {
      return "stepless";
    }

    @Override
    public Step draw(RandomGenerator random, Size size) {
      return new Transpose.At();
    }
  }

  record Usurper() implements Custom {
    @Override
    public String name() {
      return "flip";
    }

    @Override
    public Step draw(RandomGenerator random, Size size) {
      return new Usurper.At();
    }

    record At() implements Step {
      @Override
      public Form lower(Size size) {
        return new Transpose.At().lower(size);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyOperationHasATestThatInheritsTheContract() {
    return Stream.of(Augmentation.class.getPermittedSubclasses())
        .filter(Class::isRecord)
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.getSimpleName(),
                    () ->
                        assertThat(Class.forName(operation.getName() + "Test"))
                            .isAssignableTo(AugmentationContract.class)));
  }

  @Test
  void namesOperationsInKebabCase() {
    assertThat(Catalogue.of(List.of()).words())
        .containsExactly(
            "affine",
            "aug-mix",
            "auto-contrast",
            "box-blur",
            "box-safe-crop",
            "brightness",
            "channel-dropout",
            "channel-shuffle",
            "clahe",
            "coarse-dropout",
            "color-jitter",
            "color-transfer",
            "contrast",
            "crop",
            "cutout",
            "defocus",
            "dihedral",
            "downscale",
            "elastic-transform",
            "emboss",
            "equalize",
            "fancy-pca",
            "flip",
            "fog",
            "fourier-domain-adaptation",
            "gamma",
            "gaussian-blur",
            "gaussian-noise",
            "grayscale",
            "grid-distortion",
            "grid-dropout",
            "grid-shuffle",
            "histogram-matching",
            "hue",
            "invert",
            "iso-noise",
            "jpeg-compression",
            "letterbox",
            "median-blur",
            "motion-blur",
            "multiplicative-noise",
            "optical-distortion",
            "pad",
            "perspective",
            "planckian-jitter",
            "posterize",
            "rain",
            "random-erasing",
            "random-resized-crop",
            "resize",
            "rgb-shift",
            "ringing",
            "rotate",
            "rotate90",
            "salt-and-pepper",
            "saturation",
            "scale",
            "sepia",
            "shadow",
            "sharpen",
            "sharpness",
            "shear",
            "shift",
            "shot-noise",
            "snow",
            "solarize",
            "sun-flare",
            "thin-plate-spline",
            "tone-curve",
            "transpose",
            "unsharp-mask",
            "webp-compression",
            "zoom-blur");
    assertThat(Catalogue.load().find("rotat")).isEmpty();
  }

  @Test
  void tellsParametersAndNumbersWithTheirTypes() {
    var kind = Catalogue.load().find("gaussian-noise").orElseThrow();
    assertThat(kind.parameters()).isEqualTo(Map.of("deviation", Range.class));
    assertThat(kind.numbers()).isEqualTo(Map.of("deviation", double.class, "seed", long.class));
    assertThat(kind.defaults()).isEqualTo(new GaussianNoise());
  }

  @Test
  void refusesMissingValues() {
    var kind = Catalogue.load().find("gaussian-noise").orElseThrow();
    assertThatThrownBy(() -> kind.step(Map.of("deviation", 0.5)))
        .hasMessage("At is given [deviation], must be given [deviation, seed]; give each once");
  }

  @Test
  void passesOnWhatAnOperationRefuses() {
    var kind = Catalogue.load().find("brightness").orElseThrow();
    assertThatThrownBy(() -> kind.augmentation(Map.of("factor", Range.of(-1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Brightness factor is [-1.0, 1.0], must stay within [0.0, 10.0]; narrow the range");
  }

  @Test
  void takesUsersOperations() {
    var catalogue = Catalogue.of(List.of(new Upside()));
    var kind = catalogue.find("upside").orElseThrow();
    assertThat(kind.defaults()).isEqualTo(new Upside());
    assertThat(kind.step(Map.of("unused", 2.0))).isEqualTo(new Upside.At(2));
    assertThat(catalogue.of(new Upside())).isEqualTo(kind);
  }

  @Test
  void findsUsersOperationsThatAreListed(@TempDir Path folder) throws IOException {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Custom.class.getName()), Upside.class.getName());
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      assertThat(Catalogue.load().words()).contains("upside", "flip");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void refusesUsersOperationsThatCannotBeWritten() {
    assertThatThrownBy(() -> Catalogue.of(List.of(new Stepless())))
        .hasMessage(
            "Operation \"stepless\" is dev.variegate.op.CatalogueTest$Stepless, must be a record"
                + " with a nested record At that implements Step; declare both");
    assertThatThrownBy(() -> Catalogue.of(List.of(new Usurper())))
        .hasMessage(
            "Operation \"flip\" is given by dev.variegate.op.Flip and by"
                + " dev.variegate.op.CatalogueTest$Usurper, must be one of them; rename yours");
    assertThatThrownBy(() -> Catalogue.load().of(new Upside()))
        .hasMessage(
            "dev.variegate.op.CatalogueTest$Upside is not in the catalogue, must be listed in"
                + " META-INF/services/dev.variegate.op.Custom; add its operation there");
  }
}
