package dev.variegate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.variegate.base.KebabCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CoreArchitectureTest {

  @TestFactory
  Stream<DynamicTest> theCoreKeepsEveryRule() {
    var core =
        new ClassFileImporter()
            .importUrl(KebabCase.class.getProtectionDomain().getCodeSource().getLocation());
    return Rules.all()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(core)));
  }

  @Test
  void plantedFaultsAreSeen() {
    var planted =
        new ClassFileImporter()
            .importPackages(
                "dev.variegate.base.planted",
                "dev.variegate.image.planted",
                "dev.variegate.model.planted",
                "dev.variegate.policy.planted");
    assertThat(
            Rules.all()
                .filter(rule -> rule.evaluate(planted).hasViolation())
                .map(ArchRule::getDescription))
        .containsExactly(
            "each package uses none of a floor above its own",
            "no packages stand in a circle",
            "models stand on packages base and image alone",
            "each package says what it is for, and for whom",
            "all randomness is keyed",
            "only packages job, examples and benchmarks print",
            "DJL stays where PyTorch runs and where training is",
            "OpenCV stays where pixels are");
  }
}
