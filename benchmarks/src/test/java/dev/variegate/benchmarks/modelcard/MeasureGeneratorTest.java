package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasureGeneratorTest {

  @Test
  void saysHowItIsCalled() {
    assertThatThrownBy(() -> MeasureGenerator.main(new String[0]))
        .hasMessage(
            "0 arguments are given but must be 4; call it with SAMPLER-BUNDLE CLASSIFIER-BUNDLE DATA-FOLDER RESULT-FOLDER");
  }
}
