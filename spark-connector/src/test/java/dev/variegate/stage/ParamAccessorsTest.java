package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each Param has a getter and a setter, as in Spark; what a model was fitted to has a getter alone.
 */
class ParamAccessorsTest {

  /** The getter is that of ValidatorParams, which gives all stages that a grid may vary. */
  private static final String OF_SPARK = "estimator";

  static List<PipelineStage> stages() {
    return Specimens.ALL;
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyParamHasASetterAndAGetterThatGivesItsValue(PipelineStage stage)
      throws ReflectiveOperationException {
    for (var param : stage.params()) {
      boolean fitted = stage instanceof Model<?> && !hasSetter(stage, param);
      assertThat(fitted || hasSetter(stage, param)).as("setter of %s", param).isTrue();
      var getter = stage.getClass().getMethod("get" + title(param));
      if (stage.isDefined(param) && !param.name().equals(OF_SPARK)) {
        assertThat(getter.invoke(stage)).as("%s", param).isEqualTo(stage.getOrDefault(param));
      }
    }
  }

  @Test
  void aGetterOfAnUnsetParamRefusesAsSparksDo() {
    assertThatThrownBy(() -> new ClassicAugmenter().getPolicy())
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("policy");
  }

  private static boolean hasSetter(PipelineStage stage, Param<?> param) {
    return Arrays.stream(stage.getClass().getMethods())
        .anyMatch(method -> method.getName().equals("set" + title(param)));
  }

  private static String title(Param<?> param) {
    return Character.toUpperCase(param.name().charAt(0)) + param.name().substring(1);
  }
}
