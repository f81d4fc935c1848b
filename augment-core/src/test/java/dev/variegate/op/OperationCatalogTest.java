package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.variegate.form.Form;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.geometric.Rotate90;
import dev.variegate.op.geometric.Transpose;
import dev.variegate.op.noise.GaussianNoise;
import dev.variegate.random.Range;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class OperationCatalogTest {

  /** An operation as a user would write it. */
  public record Upside(double unused) implements Augmentation {
    public Upside() {
      this(0);
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

  record Unlisted() implements Augmentation {
    @Override
    public Step draw(RandomGenerator random, Size size) {
      return new Transpose.At();
    }
  }

  record Stepless() implements Augmentation {
    @Override
    public Step draw(RandomGenerator random, Size size) {
      return new Transpose.At();
    }
  }

  /** Where a name is taken that is one of ours. */
  static class Usurper {
    record Flip() implements Augmentation {
      @Override
      public Step draw(RandomGenerator random, Size size) {
        return new Flip.At();
      }

      record At() implements Step {
        @Override
        public Form lower(Size size) {
          return new Transpose.At().lower(size);
        }
      }
    }
  }

  /** Every class of ours that is an operation, whether it is listed or not. */
  private static Stream<Class<?>> operations() {
    var ours = Augmentation.class.getProtectionDomain().getCodeSource().getLocation();
    return new ClassFileImporter()
        .importUrl(ours).stream()
            .filter(type -> type.isAssignableTo(Augmentation.class) && type.isRecord())
            .map(JavaClass::reflect);
  }

  @TestFactory
  Stream<DynamicTest> everyOperationIsListedAndHasATestThatInheritsTheContract() {
    var listed =
        ServiceLoader.load(Augmentation.class).stream().map(ServiceLoader.Provider::type).toList();
    return operations()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.getSimpleName(),
                    () -> {
                      assertThat(listed).contains(operation.asSubclass(Augmentation.class));
                      assertThat(Class.forName(operation.getName() + "Test"))
                          .isAssignableTo(AugmentationContract.class);
                    }));
  }

  @Test
  void namesOperationsInKebabCase() {
    assertThat(OperationCatalog.builtIn().words())
        .contains("affine", "clahe", "fancy-pca", "rotate90", "jpeg-compression", "zoom-blur")
        .hasSameSizeAs(operations().toList());
    assertThat(OperationCatalog.load().find("rotat")).isEmpty();
  }

  @Test
  void saysParametersAndNumbersWithTheirTypes() {
    var kind = OperationCatalog.load().find("gaussian-noise").orElseThrow();
    assertThat(kind.parameters()).isEqualTo(Map.of("deviation", Range.class));
    assertThat(kind.numbers()).isEqualTo(Map.of("deviation", double.class, "seed", long.class));
    assertThat(kind.defaults()).isEqualTo(new GaussianNoise());
  }

  @Test
  void refusesMissingValues() {
    var kind = OperationCatalog.load().find("gaussian-noise").orElseThrow();
    assertThatThrownBy(() -> kind.step(Map.of("deviation", 0.5)))
        .hasMessage("At is given [deviation] but must be given [deviation, seed]; give each once");
  }

  @Test
  void passesOnWhatAnOperationRefuses() {
    var kind = OperationCatalog.load().find("brightness").orElseThrow();
    assertThatThrownBy(() -> kind.augmentation(Map.of("factor", Range.of(-1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Brightness factor is [-1.0, 1.0] but must stay within [0.0, 10.0]; narrow the range");
  }

  @Test
  void takesUsersOperations() {
    var catalog = OperationCatalog.builtIn().and(List.of(Upside.class));
    var kind = catalog.find("upside").orElseThrow();
    assertThat(kind.defaults()).isEqualTo(new Upside());
    assertThat(kind.step(Map.of("unused", 2.0))).isEqualTo(new Upside.At(2));
  }

  @Test
  void findsUsersOperationsThatAreListed(@TempDir Path folder) throws IOException {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Augmentation.class.getName()), Upside.class.getName());
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      assertThat(OperationCatalog.load().words()).contains("upside", "flip");
      assertThat(OperationCatalog.of(new Upside().draw(null, new Size(1, 1))).word())
          .isEqualTo("upside");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void refusesUsersOperationsThatCannotBeWritten() {
    var ours = OperationCatalog.builtIn();
    assertThatThrownBy(() -> ours.and(List.of(Stepless.class)))
        .hasMessage(
            "Operation \"stepless\" is dev.variegate.op.OperationCatalogTest$Stepless but must be a record"
                + " with a nested record At that implements Step; declare both");
    assertThatThrownBy(() -> ours.and(List.of(Usurper.Flip.class)))
        .hasMessage(
            "Operation \"flip\" is given by dev.variegate.op.geometric.Flip and by"
                + " dev.variegate.op.OperationCatalogTest$Usurper$Flip but must be one of them; rename yours");
    assertThatThrownBy(() -> OperationCatalog.of(new Unlisted()))
        .hasMessage(
            "dev.variegate.op.OperationCatalogTest$Unlisted is not in the catalog but must be listed in"
                + " META-INF/services/dev.variegate.op.Augmentation; add its operation there");
  }
}
