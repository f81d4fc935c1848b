package dev.variegate.benchmarks.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.variegate.architecture.Rules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BenchmarksArchitectureTest {

  @TestFactory
  Stream<DynamicTest> theBenchmarksKeepEveryRule() {
    var benchmarks =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.variegate.benchmarks");
    return Rules.all()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(benchmarks)));
  }

  @Test
  void plantedFaultsAreSeen() {
    var planted = new ClassFileImporter().importPackages("dev.variegate.benchmarks.planted");
    assertThat(
            Rules.all()
                .filter(rule -> rule.evaluate(planted).hasViolation())
                .map(ArchRule::getDescription))
        .containsExactly(
            "each package says what it is for, and for whom", "all randomness is keyed");
  }
}
