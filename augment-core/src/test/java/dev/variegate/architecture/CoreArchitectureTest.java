package dev.variegate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CoreArchitectureTest {

  @TestFactory
  Stream<DynamicTest> theCoreKeepsEveryRule() {
    var core =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.variegate");
    return Rules.all()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(core)));
  }

  @Test
  void plantedFaultsAreSeen() {
    var planted =
        new ClassFileImporter()
            .importPackages("dev.variegate.image.planted", "dev.variegate.policy.planted");
    assertThat(
            Rules.all()
                .filter(rule -> rule.evaluate(planted).hasViolation())
                .map(ArchRule::getDescription))
        .containsExactly(
            "package image uses no package to its right",
            "all randomness is keyed",
            "only packages job, examples and benchmarks print",
            "DJL stays in model and benchmarks",
            "OpenCV stays in image, op and benchmarks");
  }
}
