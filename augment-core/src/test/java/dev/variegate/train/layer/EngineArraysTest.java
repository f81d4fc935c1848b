package dev.variegate.train.layer;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class EngineArraysTest {

  @Test
  void aGradientSurvivesTheClosingOfTheArraysItReads() {
    try (var manager = NDManager.newBaseManager();
        var x = EngineArrays.array(manager, new float[] {1, 2}, new Shape(2))) {
      x.setRequiresGradient(true);
      try (var collector = Engine.getInstance().newGradientCollector()) {
        NDArray scaled;
        try (var factors = EngineArrays.array(manager, new float[] {3, 4}, new Shape(2));
            var five = EngineArrays.number(x, 5)) {
          scaled = x.mul(factors).mul(five);
        }
        overwriteFreedBuffers();
        collector.backward(scaled.sum());
      }
      assertThat(x.getGradient().toFloatArray()).containsExactly(15, 20);
    }
  }

  @SuppressWarnings("ExplicitGC") // the collector is what is tested against
  private static void overwriteFreedBuffers() {
    System.gc();
    var filled = new ArrayList<ByteBuffer>();
    for (int i = 0; i < 10_000; i++) {
      filled.add(ByteBuffer.allocateDirect(8).putLong(0, 0x4242424242424242L));
    }
    assertThat(filled).hasSize(10_000);
  }

  @Test
  void noGradientReadsJavasMemory() {
    var training =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.variegate.train");
    noClasses()
        .that()
        .doNotBelongToAnyOf(EngineArrays.class)
        .should()
        .callMethodWhere(
            target(nameMatching("create")).and(target(owner(assignableTo(NDManager.class)))))
        .check(training);
    noClasses()
        .that()
        .doNotBelongToAnyOf(Adam.class, MovingAverage.class) // no gradient passes through these
        .should()
        .callMethodWhere(
            target(nameMatching("add|sub|mul|div|maximum|minimum|pow"))
                .and(target(owner(assignableTo(NDArray.class))))
                .and(target(rawParameterTypes(Number.class))))
        .check(training);
  }
}
