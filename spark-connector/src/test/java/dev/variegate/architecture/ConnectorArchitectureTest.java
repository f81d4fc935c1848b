package dev.variegate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ConnectorArchitectureTest {

  @TestFactory
  Stream<DynamicTest> theConnectorKeepsEveryRule() {
    var connector =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("augment-core"))
            .importPackages("dev.variegate");
    return Rules.all()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(connector)));
  }

  @Test
  void plantedFaultsAreSeen() {
    var planted = new ClassFileImporter().importPackages("dev.variegate.op.planted");
    assertThat(
            Rules.all()
                .filter(rule -> rule.evaluate(planted).hasViolation())
                .map(ArchRule::getDescription))
        .containsExactly(
            "each package says what it is for, and for whom",
            "all randomness is keyed",
            "the core knows no Spark, Hadoop or Scala");
  }
}
